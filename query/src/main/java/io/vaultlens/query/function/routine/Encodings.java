package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** What functions that encode and decode texts do; what cannot be decoded is no text. */
public final class Encodings {
    private static final int MOST_BYTES = 16 << 20;

    /** The bytes around a block that is stored as it is. */
    private static final int STORED_BLOCK = 5;

    private Encodings() {}

    public static Object toBase64(Object[] arguments) {
        byte[] bytes = Texts.text(arguments[0]).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static Object fromBase64(Object[] arguments) {
        try {
            return utf8(decoded(Texts.text(arguments[0])));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    public static Object base64ToArray(Object[] arguments) {
        try {
            ArrayNode array = Json.array();
            for (byte each : decoded(Texts.text(arguments[0]))) {
                array.add(each & 0xff);
            }
            return Json.write(array);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Java's decoder takes base64 without its padding, which is a mistake here. */
    private static byte[] decoded(String base64) {
        if (base64.length() % 4 != 0) {
            throw new IllegalArgumentException("the padding is missing");
        }
        return Base64.getDecoder().decode(base64);
    }

    public static Object arrayToBase64(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        byte[] bytes = new byte[array.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) array.get(i).asInt();
        }
        return array.isArray() ? Base64.getEncoder().encodeToString(bytes) : "";
    }

    /** A guid's bytes are in the order Windows keeps them: the first three parts turned round. */
    public static Object guidToBase64(Object[] arguments) {
        if (arguments[0] == null) {
            return "";
        }
        UUID guid = UUID.fromString((String) arguments[0]);
        byte[] bytes =
                ByteBuffer.allocate(16)
                        .putLong(guid.getMostSignificantBits())
                        .putLong(guid.getLeastSignificantBits())
                        .array();
        return Base64.getEncoder().encodeToString(turned(bytes));
    }

    public static Object base64ToGuid(Object[] arguments) {
        try {
            byte[] bytes = Base64.getDecoder().decode(Texts.text(arguments[0]));
            if (bytes.length != 16) {
                return null;
            }
            ByteBuffer buffer = ByteBuffer.wrap(turned(bytes));
            return new UUID(buffer.getLong(), buffer.getLong()).toString();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] turned(byte[] guid) {
        int[] order = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
        byte[] turned = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            turned[i] = guid[order[i]];
        }
        return turned;
    }

    public static Object urlDecode(Object[] arguments) {
        try {
            String text = Texts.text(arguments[0]).replace("+", "%2B");
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Texts.text(arguments[0]);
        }
    }

    /** Everything but letters, digits and a few marks as %xx, a space as plus. */
    public static Object urlEncode(Object[] arguments) {
        return percent(Texts.text(arguments[0]), "-_.!*()", "+");
    }

    public static Object urlEncodeComponent(Object[] arguments) {
        return percent(Texts.text(arguments[0]), "-_.!*()", "%20");
    }

    private static String percent(String text, String plain, String space) {
        StringBuilder out = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean letter = c < 128 && Character.isLetterOrDigit(c);
            if (letter || plain.indexOf(c) >= 0) {
                out.append(c);
            } else if (c == ' ') {
                out.append(space);
            } else {
                out.append(String.format("%%%02x", (int) c));
            }
        }
        return out.toString();
    }

    public static Object zlibCompress(Object[] arguments) {
        return compressed(arguments[0], ZLIB);
    }

    public static Object gzipCompress(Object[] arguments) {
        return compressed(arguments[0], GZIP);
    }

    /** Opens a stream that compresses at a level. */
    private interface Compression {
        OutputStream open(OutputStream out, int level) throws IOException;
    }

    private static final Compression ZLIB =
            (out, level) -> new DeflaterOutputStream(out, new Deflater(level));

    private static final Compression GZIP =
            (out, level) ->
                    new GZIPOutputStream(out) {
                        {
                            def.setLevel(level);
                        }
                    };

    /** What does not get smaller is stored as it is. */
    private static Object compressed(Object argument, Compression compression) {
        byte[] plain = Texts.text(argument).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] small = compressed(plain, compression, Deflater.DEFAULT_COMPRESSION);
            byte[] stored = compressed(plain, compression, Deflater.NO_COMPRESSION);
            boolean worth = small.length + STORED_BLOCK < stored.length;
            return Base64.getEncoder().encodeToString(worth ? small : stored);
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] compressed(byte[] plain, Compression compression, int level)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = compression.open(out, level)) {
            zip.write(plain);
        }
        return out.toByteArray();
    }

    public static Object zlibDecompress(Object[] arguments) {
        try (InputStream in = new InflaterInputStream(bytes(arguments[0]))) {
            return utf8(in.readNBytes(MOST_BYTES));
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    public static Object gzipDecompress(Object[] arguments) {
        try (InputStream in = new GZIPInputStream(bytes(arguments[0]))) {
            return utf8(in.readNBytes(MOST_BYTES));
        } catch (IOException | IllegalArgumentException e) {
            return "";
        }
    }

    private static InputStream bytes(Object argument) {
        return new ByteArrayInputStream(Base64.getDecoder().decode(Texts.text(argument)));
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }
}
