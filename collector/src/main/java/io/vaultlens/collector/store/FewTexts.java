package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of a column of a selection, where so few of them differ that DuckDB is given numbers
 * and the list of texts within the statement.
 *
 * <p>That costs a seventh of handing each text over by itself.
 */
final class FewTexts {
    // DuckDB looks through the whole list for each 2,048 rows.
    private static final int MOST = 500;
    private static final int MOST_BYTES = 32 << 10;
    private static final char SEPARATOR = '\u001f';

    private final TextDictionary texts = new TextDictionary();
    private final List<int[]> places = new ArrayList<>();

    private final boolean nullable;
    private boolean single;

    private FewTexts(boolean nullable) {
        this.nullable = nullable;
    }

    /** Empty where too many texts differ, or one of them cannot stand in a statement. */
    static Optional<FewTexts> of(Selection rows, int column) {
        StoredColumn stored = rows.chunks().getFirst().layout().columns().get(column);
        FewTexts few = new FewTexts(stored.type() != ColumnType.STRING);
        Map<Chunk, int[]> known = new IdentityHashMap<>();
        for (Chunk chunk : rows.chunks()) {
            TextColumn texts = chunk.textOrNull(column);
            if (known.containsKey(chunk)) {
                few.places.add(known.get(chunk));
                continue;
            }
            if (texts == null) {
                few.places.add(new int[] {few.nothing()});
            } else if (texts.dictionary().isEmpty() || !few.add(texts.dictionary().get())) {
                return Optional.empty();
            }
            known.put(chunk, few.places.getLast());
        }
        few.single = few.texts.count() == 1 && isFilled(rows, column);
        return few.texts.count() == 0 ? Optional.empty() : Optional.of(few);
    }

    /** Whether each of the rows has a text. */
    private static boolean isFilled(Selection rows, int column) {
        for (int c = 0; c < rows.chunks().size(); c++) {
            TextColumn texts = rows.chunks().get(c).textOrNull(column);
            BitSet wanted = rows.rows().get(c);
            for (int r = wanted.nextSetBit(0); r >= 0; r = wanted.nextSetBit(r + 1)) {
                if (texts == null || texts.number(r) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether all rows have the same text. */
    boolean isSingle() {
        return single;
    }

    /** The text that all rows have, as SQL. */
    String literal() {
        return "'" + text(1) + "'";
    }

    private String text(int number) {
        int start = texts.start(number);
        int length = texts.length(number);
        return new String(texts.bytes(), start, length, StandardCharsets.UTF_8).replace("'", "''");
    }

    private boolean add(TextDictionary others) {
        if (others.count() > MOST || others.size() > MOST_BYTES) {
            return false;
        }
        int[] known = new int[others.count() + 1];
        known[0] = nothing();
        for (int i = 1; i <= others.count(); i++) {
            if (!canBeWritten(others, i)) {
                return false;
            }
            known[i] = nothing() + texts.number(others.bytes(), others.start(i), others.length(i));
        }
        places.add(known);
        return texts.count() <= MOST && texts.size() <= MOST_BYTES;
    }

    /** The place of the empty text, or 0 where there is a null instead. */
    private int nothing() {
        return nullable ? 0 : 1;
    }

    private static boolean canBeWritten(TextDictionary texts, int number) {
        for (int at = 0; at < texts.length(number); at++) {
            byte each = texts.bytes()[texts.start(number) + at];
            if (each == 0 || each == SEPARATOR) {
                return false;
            }
        }
        return true;
    }

    /**
     * For each number in a chunk's own dictionary the place in the list, from 1; 0 says that there
     * is no value.
     */
    int[] places(int chunk) {
        return places.get(chunk);
    }

    /** The list of texts as SQL; where there is no null, the empty text is the first of them. */
    String list() {
        StringBuilder sql = new StringBuilder("string_split('");
        for (int i = 1; i <= texts.count(); i++) {
            sql.append(i > 1 || !nullable ? String.valueOf(SEPARATOR) : "").append(text(i));
        }
        return sql.append("', chr(").append((int) SEPARATOR).append("))").toString();
    }
}
