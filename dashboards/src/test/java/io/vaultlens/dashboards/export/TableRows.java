package io.vaultlens.dashboards.export;

import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import java.util.List;

/** Rows of a table that is written down in a test. */
public final class TableRows implements Rows {
    private final List<ResultColumn> columns;
    private final List<List<Object>> rows;
    private int at = -1;

    /** These columns with these rows. */
    public TableRows(List<ResultColumn> columns, List<List<Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public Object value(int index) {
        return rows.get(at).get(index);
    }

    @Override
    public void cancel() {
        at = rows.size();
    }

    @Override
    public void close() {}
}
