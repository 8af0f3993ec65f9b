package io.vaultlens.collector.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The texts of one column of a {@link Chunk}, as UTF-8; used by one thread at a time.
 *
 * <p>As long as few of them differ it holds numbers of a dictionary, and each text once; then all
 * of them, one after the other in one array.
 */
public final class TextColumn {
    static final byte[] EMPTY = new byte[0];

    /** So many different texts are held once each, however few rows there are. */
    private static final int FEW = 64;

    /** Null as soon as the texts are written out. */
    private TextDictionary dictionary;

    private byte[] bytes;

    /** For each row the number of its text, or the end of it once the texts are written out. */
    private int[] rows;

    private int filled;

    /** No text has more bytes. */
    private int longest;

    /** A column that begins with a dictionary. */
    TextColumn() {
        this(new TextDictionary(), 64, 0);
    }

    private TextColumn(TextDictionary dictionary, int rows, int size) {
        this.dictionary = dictionary;
        this.rows = new int[rows];
        bytes = new byte[size];
    }

    /** An empty column with room for a little more than this one holds. */
    TextColumn another() {
        int more = filled + (filled >> 3) + 16;
        return dictionary == null
                ? new TextColumn(null, more, (int) (size() + (size() >> 3)) + 64)
                : new TextColumn(new TextDictionary(), more, 0);
    }

    /** Sets the text of a row; rows in between stay empty, a row set before is set anew. */
    public void set(int row, byte[] source, int from, int length) {
        fillTo(row);
        longest = Math.max(longest, length);
        if (dictionary == null) {
            append(row, source, from, length);
        } else {
            rows[row] = length == 0 ? 0 : dictionary.number(source, from, length);
        }
        filled = row + 1;
        if (dictionary != null && dictionary.count() > FEW && dictionary.count() > filled >> 2) {
            writeOut();
        }
    }

    /** Sets the text of a row. */
    public void set(int row, byte[] text) {
        set(row, text, 0, text.length);
    }

    /** Sets the text of a row to that of an earlier one. */
    public void repeat(int earlier, int row) {
        fillTo(row);
        if (dictionary == null) {
            int start = start(earlier);
            append(row, bytes, start, rows[earlier] - start);
        } else {
            rows[row] = rows[earlier];
        }
        filled = row + 1;
    }

    private void append(int row, byte[] source, int from, int length) {
        int start = start(row);
        if (start + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(start + length, bytes.length * 2));
        }
        System.arraycopy(source, from, bytes, start, length);
        rows[row] = start + length;
    }

    private void writeOut() {
        TextDictionary texts = dictionary;
        dictionary = null;
        bytes = new byte[texts.size() * 2];
        for (int row = 0; row < filled; row++) {
            int number = rows[row];
            if (number == 0) {
                rows[row] = start(row);
            } else {
                append(row, texts.bytes(), texts.start(number), texts.length(number));
            }
        }
    }

    /** Drops all rows from this one on. */
    void truncate(int row) {
        filled = Math.min(filled, row);
    }

    private void fillTo(int row) {
        truncate(row);
        if (row >= rows.length) {
            rows = Arrays.copyOf(rows, Math.max(row + 1, rows.length * 2));
        }
        if (filled < row) {
            Arrays.fill(rows, filled, row, dictionary == null ? start(filled) : 0);
            filled = row;
        }
    }

    /** The dictionary, where there is one still. */
    Optional<TextDictionary> dictionary() {
        return Optional.ofNullable(dictionary);
    }

    /** The number of a row's text in the dictionary; 0 where it is empty. */
    int number(int row) {
        return row >= filled ? 0 : rows[row];
    }

    private byte[] source() {
        return dictionary == null ? bytes : dictionary.bytes();
    }

    private int start(int row) {
        if (dictionary != null) {
            return dictionary.start(rows[row]);
        }
        return row == 0 ? 0 : rows[row - 1];
    }

    private int length(int row) {
        return dictionary == null ? rows[row] - start(row) : dictionary.length(rows[row]);
    }

    /** How many bytes the text of a row has. */
    int bytes(int row) {
        return isEmpty(row) ? 0 : length(row);
    }

    /** How many bytes a text has at most. */
    int longest() {
        return longest;
    }

    /** How many bytes the texts take. */
    long size() {
        if (dictionary != null) {
            return dictionary.size();
        }
        return filled == 0 ? 0 : rows[filled - 1];
    }

    boolean isEmpty(int row) {
        return row >= filled || (dictionary == null ? rows[row] == start(row) : rows[row] == 0);
    }

    /** The text of a row; the one given as the last is given back where it is the same. */
    byte[] get(int row, byte[] last) {
        if (isEmpty(row)) {
            return EMPTY;
        }
        int start = start(row);
        int end = start + length(row);
        if (Arrays.equals(last, 0, last.length, source(), start, end)) {
            return last;
        }
        return Arrays.copyOfRange(source(), start, end);
    }

    /** The text of a row. */
    String text(int row) {
        return isEmpty(row)
                ? ""
                : new String(source(), start(row), length(row), StandardCharsets.UTF_8);
    }

    boolean same(int row, TextColumn other, int otherRow) {
        if (isEmpty(row) || other.isEmpty(otherRow)) {
            return isEmpty(row) == other.isEmpty(otherRow);
        }
        int start = start(row);
        int otherStart = other.start(otherRow);
        return Arrays.equals(
                source(),
                start,
                start + length(row),
                other.source(),
                otherStart,
                otherStart + other.length(otherRow));
    }

    /** Adds the text of a row to a hash. */
    void hash(int row, Hash hash) {
        if (isEmpty(row)) {
            hash.add(0);
        } else {
            hash.add(source(), start(row), length(row));
        }
    }

    /** Gives back what was taken in reserve. */
    void trim() {
        if (dictionary != null) {
            dictionary.trim();
        } else {
            bytes = TextDictionary.trimmed(bytes, (int) size());
        }
        if (rows.length > filled + (filled >> 2) + 64) {
            rows = Arrays.copyOf(rows, filled);
        }
    }
}
