package io.vaultlens.collector.mapping;

import io.vaultlens.collector.store.Chunk;
import java.util.Arrays;
import java.util.Optional;

/** Writes the bag of a row: the record's own bag together with the fields that no column takes. */
final class Bag {
    private final Tokens tokens;
    private final Nested nested = new Nested();
    private byte[] bytes = new byte[1024];
    private int end;

    Bag(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Puts the bag; {@code own} is the token of the record's own one, or negative. */
    void put(Chunk chunk, int column, int own, int[] unknown) {
        end = 0;
        if (own >= 0) {
            own(own, unknown.length > 0);
        }
        for (int token : unknown) {
            field(token);
        }
        if (unknown.length > 0) {
            append('}');
        }
        if (end > 0) {
            chunk.text(column).set(chunk.row(), bytes, 0, end);
        }
    }

    /** Writes the record's own bag, open at its end where fields follow. */
    private void own(int token, boolean open) {
        Optional<byte[]> written = nested.written(tokens, token);
        byte[] source = written.orElse(tokens.data);
        int from = written.isPresent() ? 0 : tokens.rawFrom[token];
        int to = written.map(text -> text.length).orElse(tokens.rawTo[token]);
        while (source[from] <= ' ') {
            from++;
        }
        while (source[to - 1] <= ' ') {
            to--;
        }
        if (!open) {
            append(source, from, to);
        } else if (source[from] == '{') {
            append(source, from, to - 1);
            while (end > 1 && bytes[end - 1] <= ' ') {
                end--;
            }
        } else {
            append('{');
            append(tokens.data, tokens.rawKeyFrom[token], tokens.rawKeyTo[token]);
            append(':');
            append(source, from, to);
        }
    }

    private void field(int token) {
        if (end == 0) {
            append('{');
        } else if (end > 1) {
            append(',');
        }
        append(tokens.data, tokens.rawKeyFrom[token], tokens.rawKeyTo[token]);
        append(':');
        append(tokens.data, tokens.rawFrom[token], tokens.rawTo[token]);
    }

    private void append(char character) {
        reserve(1);
        bytes[end++] = (byte) character;
    }

    private void append(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, end, to - from);
        end += to - from;
    }

    private void reserve(int more) {
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + more, bytes.length * 2));
        }
    }
}
