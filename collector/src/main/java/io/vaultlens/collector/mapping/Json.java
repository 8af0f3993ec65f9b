package io.vaultlens.collector.mapping;

/** Says whether bytes are JSON. */
public final class Json {
    private Json() {}

    /** Whether the bytes are one whole object. */
    public static boolean isObject(byte[] data, int from, int to) {
        Tokens tokens = new Tokens();
        return new QuickScanner(tokens).scan(data, from, to)
                || new StrictScanner(tokens, Integer.MAX_VALUE).scan(data, from, to).isEmpty();
    }
}
