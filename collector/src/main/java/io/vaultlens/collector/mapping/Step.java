package io.vaultlens.collector.mapping;

import static io.vaultlens.collector.mapping.Tokens.Kind.TEXT;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.store.Chunk;
import io.vaultlens.collector.store.TextColumn;

/**
 * One column of the records of a {@link Shape}, which one field fills; used by one thread.
 *
 * <p>It knows the row that it filled last: a text that comes again is taken from there, unread.
 */
final class Step {
    private final int token;
    private final ColumnPlan column;
    private final boolean asItIs;
    private TextColumn lastTexts;
    private int lastRow;
    private int lastVersion;

    Step(int token, ColumnPlan column) {
        this.token = token;
        this.column = column;
        this.asItIs = column.making().isEmpty();
    }

    boolean isTime() {
        return column.name().equals("TimeGenerated");
    }

    int token() {
        return token;
    }

    /** The rows filled so far go on their way: they are not held here. */
    void forgetRows() {
        lastTexts = null;
    }

    /** Fills the column; false where its type cannot take the value. */
    boolean fill(Chunk chunk, Tokens tokens, Values values, Made made) {
        if (tokens.isEmpty(token)) {
            return true;
        }
        if (asItIs && (column.type() != ColumnType.STRING || tokens.kind[token] != TEXT)) {
            return values.put(chunk, column.index(), column.type(), token);
        }
        text(chunk, tokens, made);
        return true;
    }

    private void text(Chunk chunk, Tokens tokens, Made made) {
        TextColumn texts = chunk.text(column.index());
        int row = chunk.row();
        int version = tokens.version[token];
        if (version != 0 && version == lastVersion && texts == lastTexts && lastRow < row) {
            texts.repeat(lastRow, row);
        } else if (asItIs) {
            int from = tokens.textFrom[token];
            texts.set(row, tokens.textBytes(token), from, tokens.textTo[token] - from);
        } else {
            byte[] text = made.of(column.making().get(), token);
            if (text.length == 0) {
                return;
            }
            texts.set(row, text);
        }
        lastTexts = texts;
        lastRow = row;
        lastVersion = version;
    }
}
