package io.vaultlens.query.command;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/** Makes the tables that commands answer with. */
final class Cells {
    private Cells() {}

    /** Rows under columns that are written as {@code Name:type}, or {@code Name} for a text. */
    static FixedRows table(List<String> columns, List<List<Object>> rows) {
        List<ResultColumn> named = new ArrayList<>();
        for (String column : columns) {
            String[] parts = column.split(":");
            ColumnType type =
                    parts.length == 1
                            ? ColumnType.STRING
                            : ColumnType.named(parts[1]).orElseThrow();
            named.add(new ResultColumn(parts[0], type));
        }
        return new FixedRows(named, rows);
    }
}
