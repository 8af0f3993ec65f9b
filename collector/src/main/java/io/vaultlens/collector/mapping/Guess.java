package io.vaultlens.collector.mapping;

import java.util.Arrays;

/**
 * Guesses the field of the n-th token: mostly that of the record before, byte for byte.
 *
 * <p>Used by one thread.
 */
final class Guess {
    private FieldTable fields = new FieldTable();
    private byte[][] keys = new byte[0][];
    private int[] scopes = new int[0];
    private int[] found = new int[0];

    void begin(FieldTable table) {
        if (table != fields) {
            fields = table;
            Arrays.fill(keys, null);
        }
    }

    int find(Tokens tokens, int token) {
        if (token >= keys.length) {
            keys = Arrays.copyOf(keys, Math.max(64, token * 2));
            scopes = Arrays.copyOf(scopes, keys.length);
            found = Arrays.copyOf(found, keys.length);
        }
        byte[] data = tokens.keyBytes(token);
        int from = tokens.keyFrom[token];
        int to = tokens.keyTo[token];
        byte[] key = keys[token];
        if (key != null
                && scopes[token] == tokens.scope[token]
                && Arrays.equals(key, 0, key.length, data, from, to)) {
            return found[token];
        }
        int field = fields.find(tokens, token);
        keys[token] = Arrays.copyOfRange(data, from, to);
        scopes[token] = tokens.scope[token];
        found[token] = field;
        return field;
    }
}
