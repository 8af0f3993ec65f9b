package io.vaultlens.collector.mapping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads plain records at the pace of their bytes: one JSON object, told apart into its fields.
 *
 * <p>It never guesses: whatever is not plainly valid and plainly written is refused, and {@link
 * StrictScanner} decides. Both give the same tokens for a record that both accept.
 */
final class QuickScanner {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int REFUSED = -1;
    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 300;
    private static final int LONGEST_KEY = 1000;
    private static final byte[] PROPERTIES = Words.folded("properties");

    private final Tokens tokens;
    private final KnownKeys keys = new KnownKeys();
    private byte[] data;
    private int end;

    QuickScanner(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Whether the bytes are one plain object, which then stands in the tokens. */
    boolean scan(byte[] source, int from, int to) {
        data = source;
        end = to;
        tokens.reset(source);
        keys.begin();
        int at = space(from);
        if (at >= end || data[at] != '{') {
            return false;
        }
        at = fields(at, Tokens.TOP);
        return at != REFUSED && space(at) == end;
    }

    /** Reads from an opening brace to behind the closing one. */
    private int fields(int open, int scope) {
        int at = space(open + 1);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        while (true) {
            KnownKey known = keys.at(data, at, end);
            int keyTo = known == null ? plainText(at) : at + known.length();
            if (keyTo == REFUSED || keyTo - at > LONGEST_KEY) {
                return REFUSED;
            }
            tokens.key(scope, at, keyTo);
            tokens.known[tokens.count] = known == null ? keys.add(data, at, keyTo) : known;
            at = space(keyTo);
            if (at >= end || data[at] != ':') {
                return REFUSED;
            }
            at = value(space(at + 1), scope);
            if (at == REFUSED) {
                return REFUSED;
            }
            at = space(at);
            if (at >= end) {
                return REFUSED;
            }
            if (data[at] == '}') {
                return at + 1;
            }
            if (data[at] != ',') {
                return REFUSED;
            }
            at = space(at + 1);
        }
    }

    private int value(int at, int scope) {
        if (at >= end) {
            return REFUSED;
        }
        switch (data[at]) {
            case '"' -> {
                return text(at);
            }
            case '{' -> {
                if (scope == Tokens.TOP && tokens.keyIs(tokens.count, PROPERTIES)) {
                    int keyFrom = tokens.rawKeyFrom[tokens.count];
                    int keyTo = tokens.rawKeyTo[tokens.count];
                    int to = fields(at, Tokens.PROPERTIES);
                    tokens.properties(keyFrom, keyTo, at, to);
                    return to;
                }
                return ended(Tokens.Kind.OBJECT, at, nested(at, 0));
            }
            case '[' -> {
                return ended(Tokens.Kind.ARRAY, at, nested(at, 0));
            }
            case 't' -> {
                return ended(Tokens.Kind.TRUE, at, word(at, "true"));
            }
            case 'f' -> {
                return ended(Tokens.Kind.FALSE, at, word(at, "false"));
            }
            case 'n' -> {
                return ended(Tokens.Kind.NULL, at, word(at, "null"));
            }
            default -> {
                return ended(Tokens.Kind.NUMBER, at, number(at));
            }
        }
    }

    private int ended(Tokens.Kind kind, int from, int to) {
        if (to != REFUSED) {
            tokens.value(kind, from, to);
        }
        return to;
    }

    private int text(int at) {
        KnownKey key = tokens.known[tokens.count];
        int same = key.sameText(data, at, end);
        int to = same > 0 ? at + same : plainText(at);
        if (to == REFUSED) {
            return escapedText(at);
        }
        boolean remembered = same > 0 || key.otherText(data, at, to);
        tokens.value(Tokens.Kind.TEXT, at, to);
        tokens.version[tokens.count - 1] = remembered ? key.version() : 0;
        return to;
    }

    /** Behind a text without escapes; its bytes are checked eight at a time. */
    private int plainText(int open) {
        if (open >= end || data[open] != '"') {
            return REFUSED;
        }
        int at = open + 1;
        while (at + 8 <= end) {
            long word = (long) LONGS.get(data, at);
            long quotes = zeros(word ^ ONES * '"');
            long special =
                    quotes
                            | zeros(word ^ ONES * '\\')
                            | (word - ONES * 0x20) & ~word & HIGHS
                            | word & HIGHS;
            if (special == 0) {
                at += 8;
                continue;
            }
            at += Long.numberOfTrailingZeros(special) >> 3;
            if (data[at] == '"') {
                return at + 1;
            }
            at = beyond(at);
            if (at == REFUSED) {
                return REFUSED;
            }
        }
        while (at < end) {
            if (data[at] == '"') {
                return at + 1;
            }
            at = beyond(at);
            if (at == REFUSED) {
                return REFUSED;
            }
        }
        return REFUSED;
    }

    /** Behind a character of a plain text; a control character or a backslash is refused. */
    private int beyond(int at) {
        byte character = data[at];
        if (character < 0) {
            int length = Utf8.sequence(data, at, end);
            return length == 0 ? REFUSED : at + length;
        }
        return character < 0x20 || character == '\\' ? REFUSED : at + 1;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private int escapedText(int open) {
        int start = tokens.scratchEnd;
        int at = open + 1;
        while (at < end && data[at] != '"') {
            tokens.reserve(8);
            if (data[at] == '\\') {
                at = escape(at + 1);
                if (at == REFUSED) {
                    return REFUSED;
                }
                continue;
            }
            int next = beyond(at);
            if (next == REFUSED) {
                return REFUSED;
            }
            for (int i = at; i < next; i++) {
                tokens.scratch[tokens.scratchEnd++] = data[i];
            }
            at = next;
        }
        if (at >= end) {
            return REFUSED;
        }
        tokens.decodedText(open, at + 1, start);
        return at + 1;
    }

    /**
     * Decodes what follows a backslash; characters beyond the basic plane are left to the other.
     */
    private int escape(int at) {
        if (at >= end) {
            return REFUSED;
        }
        int character =
                switch (data[at]) {
                    case '"', '\\', '/' -> data[at];
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'u' -> hex(at + 1);
                    default -> REFUSED;
                };
        if (character == REFUSED || character >= 0xD800 && character <= 0xDFFF) {
            return REFUSED;
        }
        tokens.scratchEnd = Utf8.encode(character, tokens.scratch, tokens.scratchEnd);
        return data[at] == 'u' ? at + 5 : at + 1;
    }

    private int hex(int at) {
        if (at + 4 > end) {
            return REFUSED;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = data[i] < 0 ? -1 : Character.digit(data[i], 16);
            if (digit < 0) {
                return REFUSED;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private int word(int at, String expected) {
        if (at + expected.length() > end) {
            return REFUSED;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (data[at + i] != expected.charAt(i)) {
                return REFUSED;
            }
        }
        return at + expected.length();
    }

    private int number(int from) {
        int at = from;
        if (at < end && data[at] == '-') {
            at++;
        }
        if (at < end && data[at] == '0') {
            at++;
        } else {
            at = digits(at);
        }
        if (at != REFUSED && at < end && data[at] == '.') {
            at = digits(at + 1);
        }
        if (at != REFUSED && at < end && (data[at] == 'e' || data[at] == 'E')) {
            at++;
            if (at < end && (data[at] == '+' || data[at] == '-')) {
                at++;
            }
            at = digits(at);
        }
        return at == REFUSED || at - from > LONGEST_NUMBER ? REFUSED : at;
    }

    private int digits(int from) {
        int at = from;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at == from ? REFUSED : at;
    }

    /** Behind a nested value, checked but not told apart. */
    private int nested(int at, int depth) {
        if (at >= end || depth > DEEPEST) {
            return REFUSED;
        }
        return switch (data[at]) {
            case '{' -> members(at, depth);
            case '[' -> elements(at, depth);
            case '"' -> nestedText(at);
            case 't' -> word(at, "true");
            case 'f' -> word(at, "false");
            case 'n' -> word(at, "null");
            default -> number(at);
        };
    }

    private int members(int open, int depth) {
        int at = space(open + 1);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        while (true) {
            at = plainText(at);
            at = at == REFUSED ? REFUSED : space(at);
            if (at == REFUSED || at >= end || data[at] != ':') {
                return REFUSED;
            }
            at = nested(space(at + 1), depth + 1);
            at = at == REFUSED ? REFUSED : space(at);
            if (at == REFUSED || at >= end) {
                return REFUSED;
            }
            if (data[at] == '}') {
                return at + 1;
            }
            if (data[at] != ',') {
                return REFUSED;
            }
            at = space(at + 1);
        }
    }

    private int elements(int open, int depth) {
        int at = space(open + 1);
        if (at < end && data[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = nested(at, depth + 1);
            at = at == REFUSED ? REFUSED : space(at);
            if (at == REFUSED || at >= end) {
                return REFUSED;
            }
            if (data[at] == ']') {
                return at + 1;
            }
            if (data[at] != ',') {
                return REFUSED;
            }
            at = space(at + 1);
        }
    }

    /** Behind a nested text; escapes other than one character are left to the other scanner. */
    private int nestedText(int open) {
        int at = open + 1;
        while (at < end && data[at] != '"') {
            if (data[at] == '\\') {
                boolean simple = at + 1 < end && "\"\\/bfnrt".indexOf(data[at + 1]) >= 0;
                at = simple ? at + 2 : REFUSED;
            } else {
                at = beyond(at);
            }
            if (at == REFUSED) {
                return REFUSED;
            }
        }
        return at < end ? at + 1 : REFUSED;
    }

    private int space(int from) {
        int at = from;
        while (at < end
                && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r' || data[at] == '\n')) {
            at++;
        }
        return at;
    }
}
