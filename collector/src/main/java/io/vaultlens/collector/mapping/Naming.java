package io.vaultlens.collector.mapping;

/** Finds what a record is and which of its fields names its table; used by one thread. */
final class Naming {
    static final int NONE = -1;

    private static final byte[] CATEGORY = Words.folded("category");
    private static final byte[] TYPE = Words.folded("type");
    private static final byte[] TIME = Words.folded("time");
    private static final byte[] TIME_GENERATED = Words.folded("TimeGenerated");
    private static final byte[] ID = Words.folded("id");

    /** What a record is. */
    enum Kind {
        /** A diagnostic record, which names its category. */
        DIAGNOSTIC,
        /** A row of a workspace's data export, which names its table. */
        ROW,
        /** A resource of a Resource Graph answer. */
        RESOURCE
    }

    private Kind kind = Kind.DIAGNOSTIC;
    private int token = NONE;
    private int category;
    private int type;
    private boolean timed;
    private boolean exported;
    private boolean identified;

    /** Looks at the fields of the record itself. */
    void look(Tokens tokens) {
        category = NONE;
        type = NONE;
        timed = false;
        exported = false;
        identified = false;
        for (int i = 0; i < tokens.count && !(timed && category != NONE); i++) {
            if (tokens.scope[i] == Tokens.TOP) {
                look(tokens, i);
            }
        }
        decide(tokens);
    }

    private void look(Tokens tokens, int i) {
        boolean text = tokens.kind[i] == Tokens.Kind.TEXT && !tokens.isEmpty(i);
        if (tokens.keyIs(i, TIME)) {
            timed = true;
        } else if (tokens.keyIs(i, TIME_GENERATED)) {
            exported = true;
        } else if (text && tokens.keyIs(i, CATEGORY)) {
            category = i;
        } else if (text && tokens.keyIs(i, TYPE)) {
            type = i;
        } else if (text && tokens.keyIs(i, ID)) {
            identified = true;
        }
    }

    private void decide(Tokens tokens) {
        if (exported && !timed) {
            kind = Kind.ROW;
            token = type != NONE ? type : category;
        } else if (!timed && category == NONE && identified && isResource(tokens)) {
            kind = Kind.RESOURCE;
            token = type;
        } else {
            kind = Kind.DIAGNOSTIC;
            token = category != NONE ? category : type;
        }
    }

    /** A resource has properties and a type such as {@code microsoft.compute/disks}. */
    private boolean isResource(Tokens tokens) {
        if (type == NONE || !tokens.hasProperties()) {
            return false;
        }
        byte[] text = tokens.textBytes(type);
        for (int i = tokens.textFrom[type]; i < tokens.textTo[type]; i++) {
            if (text[i] == '/') {
                return true;
            }
        }
        return false;
    }

    Kind kind() {
        return kind;
    }

    /** The field that names the table; {@link #NONE} where none does. */
    int token() {
        return token;
    }

    /** Whether a row names its table itself: a category among its columns may mean other things. */
    boolean isRowWithoutTable() {
        return kind == Kind.ROW && type == NONE;
    }

    /** What the field names, as messages call it. */
    String word() {
        return kind == Kind.ROW ? "table" : "category";
    }
}
