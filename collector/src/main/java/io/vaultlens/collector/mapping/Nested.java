package io.vaultlens.collector.mapping;

import java.util.Arrays;
import java.util.Optional;

/** Finds JSON that stands within a text, as Azure often writes its bags; used by one thread. */
final class Nested {
    private final Tokens inner = new Tokens();
    private final StrictScanner scanner = new StrictScanner(inner, Integer.MAX_VALUE);

    /** The object or array that a text writes; empty where the value is no such text. */
    Optional<byte[]> written(Tokens tokens, int token) {
        if (tokens.kind[token] != Tokens.Kind.TEXT) {
            return Optional.empty();
        }
        byte[] bytes =
                Arrays.copyOfRange(
                        tokens.textBytes(token), tokens.textFrom[token], tokens.textTo[token]);
        byte first = firstOf(bytes);
        if (first == '{' && scanner.scan(bytes, 0, bytes.length).isEmpty()) {
            return Optional.of(bytes);
        }
        if (first == '[' && isArray(bytes)) {
            return Optional.of(bytes);
        }
        return Optional.empty();
    }

    private static byte firstOf(byte[] bytes) {
        for (byte each : bytes) {
            if (each > ' ') {
                return each;
            }
        }
        return 0;
    }

    /** An array is checked as the one field of an object. */
    private boolean isArray(byte[] bytes) {
        byte[] wrapped = new byte[bytes.length + 6];
        System.arraycopy(new byte[] {'{', '"', 'a', '"', ':'}, 0, wrapped, 0, 5);
        System.arraycopy(bytes, 0, wrapped, 5, bytes.length);
        wrapped[wrapped.length - 1] = '}';
        return scanner.scan(wrapped, 0, wrapped.length).isEmpty() && inner.count == 1;
    }
}
