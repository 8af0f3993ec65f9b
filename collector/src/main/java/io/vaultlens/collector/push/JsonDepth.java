package io.vaultlens.collector.push;

/** Follows brackets and quotes of a JSON value, byte by byte; used by one thread. */
final class JsonDepth {
    private int depth;
    private boolean text;
    private boolean escaped;

    /** A value begins with this byte. */
    void begin(byte first) {
        depth = 0;
        text = false;
        escaped = false;
        add(first);
    }

    /** Takes the next byte; whether it closed the outermost bracket. */
    boolean add(byte value) {
        if (text) {
            if (escaped) {
                escaped = false;
            } else if (value == '\\') {
                escaped = true;
            } else if (value == '"') {
                text = false;
            }
            return false;
        }
        switch (value) {
            case '"' -> text = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth--;
                return depth <= 0;
            }
            default -> {}
        }
        return false;
    }

    /** Whether no bracket and no quote is open. */
    boolean isOutside() {
        return depth <= 0 && !text;
    }

    boolean isInText() {
        return text;
    }
}
