package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Rejected;
import io.vaultlens.collector.source.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A record kept aside.
 *
 * @param file the id of its file
 * @param path the path of its file; empty for a record that stood in none
 * @param offset the byte at which it begins
 * @param line the line at which it begins
 * @param length how many bytes it has
 * @param reason why it is kept aside
 * @param category the category it names
 * @param record its text, or the beginning of it
 * @param sha256 the checksum of all of it
 */
record DeadLetter(
        long file,
        String path,
        long offset,
        long line,
        long length,
        String reason,
        String category,
        String record,
        String sha256) {
    /** The reason of a record that ends with its file before it is whole. */
    static final String UNFINISHED = "unfinished: the file ends within the record";

    /** What marks a record that is no text. */
    private static final String BASE64 = "base64:";

    static DeadLetter of(Rejected rejected, String path, IngestSettings settings) {
        byte[] bytes = rejected.record();
        return new DeadLetter(
                rejected.file(),
                path,
                rejected.position(),
                rejected.line(),
                bytes.length,
                rejected.reason(),
                rejected.category(),
                text(kept(bytes, settings)),
                sha256Of(bytes));
    }

    /** A record of which the source gives the bytes, or the first of them. */
    static DeadLetter of(Piece piece, byte[] data, IngestSettings settings) {
        byte[] bytes = Arrays.copyOfRange(data, piece.from(), piece.to());
        Piece.Excess all =
                piece.excess().orElseGet(() -> new Piece.Excess(bytes.length, sha256Of(bytes)));
        String reason =
                piece.kind() == Piece.Kind.UNFINISHED
                        ? UNFINISHED
                        : "longer than " + settings.recordBytes() + " bytes (recordBytes)";
        return new DeadLetter(
                piece.file(),
                piece.path(),
                piece.offset(),
                piece.line(),
                all.length(),
                reason,
                "",
                text(kept(bytes, settings)),
                all.sha256());
    }

    private static byte[] kept(byte[] bytes, IngestSettings settings) {
        return bytes.length <= settings.deadLetterBytes()
                ? bytes
                : Arrays.copyOf(bytes, settings.deadLetterHeadBytes());
    }

    /** Bytes that are no UTF-8 are kept in Base64, so that none is lost. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return BASE64 + Base64.getEncoder().encodeToString(bytes);
        }
    }

    /** The bytes that a kept text stands for. */
    static byte[] bytes(String text) {
        if (!text.startsWith(BASE64)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text.substring(BASE64.length()));
        } catch (IllegalArgumentException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    static String sha256Of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    DeadLetter onLine(long number) {
        return new DeadLetter(file, path, offset, number, length, reason, category, record, sha256);
    }

    /** A number that is the same whenever the same record is kept aside from the same place. */
    long key(String source) {
        String place = path.isEmpty() ? source : path + "\n" + offset;
        byte[] name = (place + "\n" + sha256).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(sha256(name)).getLong();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
