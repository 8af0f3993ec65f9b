package io.vaultlens.collector.mapping;

/** Walks over the elements of a JSON array that is known to be valid. */
final class Elements {
    private final byte[] data;
    private final int end;
    private int from;
    private int to;

    /** The bytes between the array's brackets. */
    Elements(byte[] data, int from, int end) {
        this.data = data;
        this.end = end;
        this.to = from;
    }

    /** Goes to the next element; false when there is none. */
    boolean next() {
        int at = to;
        while (at < end && (data[at] <= ' ' || data[at] == ',')) {
            at++;
        }
        if (at >= end) {
            return false;
        }
        from = at;
        int depth = 0;
        while (at < end) {
            byte character = data[at];
            if (character == '"') {
                at = closingQuote(at);
            } else if (character == '{' || character == '[') {
                depth++;
            } else if (character == '}' || character == ']') {
                depth--;
            } else if (character == ',' && depth == 0) {
                break;
            }
            at++;
        }
        to = at;
        return true;
    }

    private int closingQuote(int open) {
        int at = open + 1;
        while (data[at] != '"') {
            at += data[at] == '\\' ? 2 : 1;
        }
        return at;
    }

    int from() {
        return from;
    }

    /** Behind the element, white space that follows it excluded. */
    int to() {
        int last = to;
        while (data[last - 1] <= ' ' && data[last - 1] >= 0) {
            last--;
        }
        return last;
    }
}
