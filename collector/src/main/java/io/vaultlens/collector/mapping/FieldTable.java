package io.vaultlens.collector.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the number of a field by its scope and its key in any letter case. */
final class FieldTable {
    static final int NONE = -1;

    private final List<byte[]> keys = new ArrayList<>();
    private final List<Integer> scopes = new ArrayList<>();
    private int[] slots = new int[0];

    /** The field's number; a new one where it is not there yet. */
    int add(int scope, String key) {
        byte[] folded = Words.folded(key);
        for (int i = 0; i < keys.size(); i++) {
            if (scopes.get(i) == scope && Arrays.equals(keys.get(i), folded)) {
                return i;
            }
        }
        keys.add(folded);
        scopes.add(scope);
        rehash();
        return keys.size() - 1;
    }

    private void rehash() {
        slots = new int[Integer.highestOneBit(keys.size()) << 2];
        Arrays.fill(slots, NONE);
        for (int i = 0; i < keys.size(); i++) {
            int at = Words.hash(keys.get(i), 0, keys.get(i).length) & slots.length - 1;
            while (slots[at] != NONE) {
                at = (at + 1) & slots.length - 1;
            }
            slots[at] = i;
        }
    }

    int size() {
        return keys.size();
    }

    String key(int field) {
        return new String(keys.get(field), StandardCharsets.UTF_8);
    }

    /** The field of a token's key, or {@link #NONE}. */
    int find(Tokens tokens, int token) {
        byte[] data = tokens.keyBytes(token);
        int from = tokens.keyFrom[token];
        int to = tokens.keyTo[token];
        int at = Words.hash(data, from, to) & slots.length - 1;
        while (slots[at] != NONE) {
            byte[] key = keys.get(slots[at]);
            if (key.length == to - from
                    && scopes.get(slots[at]) == tokens.scope[token]
                    && Words.sameFolded(data, from, key)) {
                return slots[at];
            }
            at = (at + 1) & slots.length - 1;
        }
        return NONE;
    }
}
