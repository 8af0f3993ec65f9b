package io.vaultlens.query.result;

import java.util.List;

/** Rows that are all known before they are read; for one thread. */
public final class FixedRows implements Rows {
    private final List<ResultColumn> columns;
    private final List<List<Object>> rows;
    private int row = -1;

    /** Rows with a value for each column. */
    public FixedRows(List<ResultColumn> columns, List<List<Object>> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return ++row < rows.size();
    }

    @Override
    public Object value(int index) {
        return rows.get(row).get(index);
    }

    @Override
    public void cancel() {
        row = rows.size();
    }

    @Override
    public void close() {}
}
