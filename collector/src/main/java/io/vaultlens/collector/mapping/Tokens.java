package io.vaultlens.collector.mapping;

import java.util.Arrays;
import java.util.List;

/**
 * The fields of one record, of its own and of its {@code properties}, as places in its bytes.
 *
 * <p>Made anew for each record by a scanner; used by one thread. Decoded text (keys and values with
 * escapes) stands in {@link #scratch}, all else in {@link #data}.
 */
final class Tokens {
    /** What a value is. */
    enum Kind {
        TEXT,
        NUMBER,
        TRUE,
        FALSE,
        NULL,
        OBJECT,
        ARRAY
    }

    static final int TOP = 0;
    static final int PROPERTIES = 1;

    byte[] data;
    byte[] scratch = new byte[1024];
    int scratchEnd;
    int count;

    int[] scope = new int[64];
    Kind[] kind = new Kind[64];

    /** The key as it is written, quotes included. */
    int[] rawKeyFrom = new int[64];

    int[] rawKeyTo = new int[64];

    /** The key decoded: in the scratch where the flag is set. */
    boolean[] keyDecoded = new boolean[64];

    int[] keyFrom = new int[64];
    int[] keyTo = new int[64];

    /** The value as it is written, quotes included. */
    int[] rawFrom = new int[64];

    int[] rawTo = new int[64];

    /** A text decoded: in the scratch where the flag is set. */
    boolean[] textDecoded = new boolean[64];

    int[] textFrom = new int[64];
    int[] textTo = new int[64];

    /** Where the record's own properties stand, key and value as written. */
    private int propertiesKeyFrom;

    private int propertiesKeyTo;
    private int propertiesFrom;
    private int propertiesTo;

    /** The key as one met before; null where the scanner does not know. */
    KnownKey[] known = new KnownKey[64];

    /** The {@link KnownKey#version} of a text that its key remembers; 0 for every other value. */
    int[] version = new int[64];

    void reset(byte[] source) {
        propertiesTo = 0;
        data = source;
        scratchEnd = 0;
        count = 0;
    }

    /** Begins a field; its value follows. */
    void key(int inScope, int from, int to) {
        if (count == scope.length) {
            grow();
        }
        scope[count] = inScope;
        rawKeyFrom[count] = from;
        rawKeyTo[count] = to;
        known[count] = null;
        keyDecoded[count] = false;
        keyFrom[count] = from + 1;
        keyTo[count] = to - 1;
    }

    void decodedKey(byte[] name) {
        keyDecoded[count] = true;
        keyFrom[count] = scratchEnd;
        append(name);
        keyTo[count] = scratchEnd;
    }

    /** Ends a field with a value that is no text with escapes. */
    void value(Kind ofKind, int from, int to) {
        kind[count] = ofKind;
        rawFrom[count] = from;
        rawTo[count] = to;
        version[count] = 0;
        textDecoded[count] = false;
        int quote = ofKind == Kind.TEXT ? 1 : 0;
        textFrom[count] = from + quote;
        textTo[count] = to - quote;
        count++;
    }

    /** Ends a field with a text that was decoded into the scratch from that place on. */
    void decodedText(int from, int to, int scratchFrom) {
        value(Kind.TEXT, from, to);
        textDecoded[count - 1] = true;
        textFrom[count - 1] = scratchFrom;
        textTo[count - 1] = scratchEnd;
    }

    /** Notes where the record's own properties stand, whose fields are tokens of their own. */
    void properties(int keyFrom, int keyTo, int from, int to) {
        propertiesKeyFrom = keyFrom;
        propertiesKeyTo = keyTo;
        propertiesFrom = from;
        propertiesTo = to;
    }

    boolean hasProperties() {
        return propertiesTo > 0;
    }

    /** Makes one field of the properties, for tables that keep them whole. */
    void foldProperties() {
        int kept = 0;
        for (int token = 0; token < count; token++) {
            if (scope[token] == TOP) {
                move(token, kept++);
            }
        }
        count = kept;
        key(TOP, propertiesKeyFrom, propertiesKeyTo);
        value(Kind.OBJECT, propertiesFrom, propertiesTo);
    }

    private void move(int from, int to) {
        scope[to] = scope[from];
        kind[to] = kind[from];
        known[to] = known[from];
        keyDecoded[to] = keyDecoded[from];
        textDecoded[to] = textDecoded[from];
        for (int[] places : List.of(rawKeyFrom, rawKeyTo, keyFrom, keyTo)) {
            places[to] = places[from];
        }
        for (int[] places : List.of(rawFrom, rawTo, textFrom, textTo)) {
            places[to] = places[from];
        }
    }

    void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, scratch, scratchEnd, bytes.length);
        scratchEnd += bytes.length;
    }

    void reserve(int more) {
        if (scratchEnd + more > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(scratchEnd + more, scratch.length * 2));
        }
    }

    byte[] keyBytes(int token) {
        return keyDecoded[token] ? scratch : data;
    }

    byte[] textBytes(int token) {
        return textDecoded[token] ? scratch : data;
    }

    /** Whether the key is this word, given in lower case, in any letter case. */
    boolean keyIs(int token, byte[] lower) {
        return keyTo[token] - keyFrom[token] == lower.length
                && Words.sameFolded(keyBytes(token), keyFrom[token], lower);
    }

    /** The number of the field that a token stands for, or {@link FieldTable#NONE}. */
    int field(FieldTable fields, int token) {
        KnownKey key = known[token];
        return key == null ? fields.find(this, token) : key.field(fields, this, token);
    }

    /** Whether there is nothing in the value: null or an empty text. */
    boolean isEmpty(int token) {
        return kind[token] == Kind.NULL
                || kind[token] == Kind.TEXT && textFrom[token] == textTo[token];
    }

    private void grow() {
        int size = scope.length * 2;
        scope = Arrays.copyOf(scope, size);
        kind = Arrays.copyOf(kind, size);
        known = Arrays.copyOf(known, size);
        version = Arrays.copyOf(version, size);
        rawKeyFrom = Arrays.copyOf(rawKeyFrom, size);
        rawKeyTo = Arrays.copyOf(rawKeyTo, size);
        keyDecoded = Arrays.copyOf(keyDecoded, size);
        keyFrom = Arrays.copyOf(keyFrom, size);
        keyTo = Arrays.copyOf(keyTo, size);
        rawFrom = Arrays.copyOf(rawFrom, size);
        rawTo = Arrays.copyOf(rawTo, size);
        textDecoded = Arrays.copyOf(textDecoded, size);
        textFrom = Arrays.copyOf(textFrom, size);
        textTo = Arrays.copyOf(textTo, size);
    }
}
