package io.vaultlens.collector.mapping;

/**
 * A key of the records before, with the field it stands for and the text that it had last; used by
 * one thread.
 */
final class KnownKey {
    private static final int MOST_CREDIT = 64;
    private static final int LONGEST_TEXT = 512;

    private final KnownText key = new KnownText();
    private final KnownText text = new KnownText();

    /** How often the text came again, less how often another came: where it is 0, nobody asks. */
    private int credit = 8;

    /** Counts the texts that were remembered. */
    private int version;

    private FieldTable fields = new FieldTable();
    private int scope;
    private int field;

    /** A key as it is written, quotes included. */
    KnownKey(byte[] data, int from, int to) {
        key.set(data, from, to);
    }

    boolean isAt(byte[] data, int at, int end) {
        return key.isAt(data, at, end);
    }

    int length() {
        return key.length();
    }

    /** The length of the text that begins here where it is the one that came last; else 0. */
    int sameText(byte[] data, int at, int end) {
        if (credit > 0 && text.isAt(data, at, end)) {
            credit += credit < MOST_CREDIT ? 1 : 0;
            return text.length();
        }
        return 0;
    }

    /** Remembers another plain text, quotes included; returns whether it does. */
    boolean otherText(byte[] data, int from, int to) {
        if (credit <= 0 || to - from > LONGEST_TEXT) {
            return false;
        }
        text.set(data, from, to);
        credit--;
        version++;
        return true;
    }

    /** The number of the text that is remembered, from 1: with the next text comes the next one. */
    int version() {
        return version;
    }

    /** The field that a token with this key stands for. */
    int field(FieldTable table, Tokens tokens, int token) {
        if (table != fields || tokens.scope[token] != scope) {
            fields = table;
            scope = tokens.scope[token];
            field = table.find(tokens, token);
        }
        return field;
    }
}
