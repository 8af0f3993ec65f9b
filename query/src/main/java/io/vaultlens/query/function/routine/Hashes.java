package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The xxHash64 of texts, after its published definition. */
public final class Hashes {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private Hashes() {}

    /** The hash of bytes, or its rest by a number above 0. */
    public static Object ofText(Object[] arguments) {
        return rest(hash(Texts.text(arguments[0]).getBytes(StandardCharsets.UTF_8)), arguments[1]);
    }

    /** The hash of a whole number's eight bytes. */
    public static Object ofLong(Object[] arguments) {
        if (arguments[0] == null) {
            return rest(hash(new byte[0]), arguments[1]);
        }
        return rest(hash(bytes((long) arguments[0])), arguments[1]);
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static long rest(long hash, Object modulus) {
        if (modulus == null || (long) modulus == 0) {
            return hash;
        }
        return Math.floorMod(hash, Math.abs((long) modulus));
    }

    /** Bits moved to the left; those that fall off are lost. */
    public static Object shiftLeft(Object[] arguments) {
        return arguments[0] == null || arguments[1] == null || (long) arguments[1] < 0
                ? null
                : (Object) ((long) arguments[0] << (long) arguments[1]);
    }

    /** One hash of several hashes. */
    public static Object combined(Object[] arguments) {
        long combined = 0;
        for (JsonNode each : Json.read(arguments[0])) {
            combined = Long.rotateLeft(combined, 1) ^ each.longValue();
        }
        return combined;
    }

    /** One hash of the hashes of several values. */
    public static Object ofMany(Object[] arguments) {
        long combined = 0;
        for (JsonNode each : Json.read(arguments[0])) {
            long hash =
                    each.isIntegralNumber()
                            ? hash(bytes(each.longValue()))
                            : hash(Json.text(each).getBytes(StandardCharsets.UTF_8));
            combined = Long.rotateLeft(combined, 1) ^ hash;
        }
        return combined;
    }

    static long hash(byte[] data) {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        long hash = data.length >= 32 ? stripes(in) : PRIME_5;
        hash += data.length;
        while (in.remaining() >= 8) {
            hash ^= round(0, in.getLong());
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        }
        if (in.remaining() >= 4) {
            hash ^= (in.getInt() & 0xffffffffL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
        }
        while (in.hasRemaining()) {
            hash ^= (in.get() & 0xff) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        hash ^= hash >>> 33;
        hash *= PRIME_2;
        hash ^= hash >>> 29;
        hash *= PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long stripes(ByteBuffer in) {
        long[] lanes = {PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1};
        while (in.remaining() >= 32) {
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = round(lanes[i], in.getLong());
            }
        }
        long hash =
                Long.rotateLeft(lanes[0], 1)
                        + Long.rotateLeft(lanes[1], 7)
                        + Long.rotateLeft(lanes[2], 12)
                        + Long.rotateLeft(lanes[3], 18);
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
