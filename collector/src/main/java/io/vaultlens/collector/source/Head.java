package io.vaultlens.collector.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The first bytes, the length and the checksum of a record too long to hold. */
final class Head {
    private final MessageDigest digest;
    private final byte[] first;
    private int kept;
    private long length;

    Head(int most) {
        first = new byte[most];
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(byte[] data, int from, int to) {
        int more = Math.min(to - from, first.length - kept);
        System.arraycopy(data, from, first, kept, more);
        kept += more;
        length += to - from;
        digest.update(data, from, to - from);
    }

    byte[] first() {
        return Arrays.copyOf(first, kept);
    }

    Piece.Excess excess() {
        return new Piece.Excess(length, HexFormat.of().formatHex(digest.digest()));
    }
}
