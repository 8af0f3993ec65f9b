package io.vaultlens.query.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What commands tell of tables.
 *
 * @param catalog the tables there are
 */
record TableCommands(Catalog catalog) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folder that clients show a table in. */
    static String folder(TableDef table) {
        if (table.system()) {
            return "System";
        }
        return table.isView() ? "Views" : "Backup";
    }

    /** Names and descriptions; all tables where none is named. */
    FixedRows list(List<String> names) {
        List<List<Object>> rows = new ArrayList<>();
        for (TableDef table : tables(names)) {
            rows.add(List.of(table.name(), Commands.DATABASE, folder(table), table.doc()));
        }
        return Cells.table(List.of("TableName", "DatabaseName", "Folder", "DocString"), rows);
    }

    private List<TableDef> tables(List<String> names) {
        return names.isEmpty()
                ? catalog.tables()
                : names.stream().flatMap(name -> catalog.table(name).stream()).toList();
    }

    /** The same and how many rows the caller may see; sizes of storage are nobody's business. */
    FixedRows details(List<String> names, ToLongFunction<String> counts) {
        List<String> columns =
                List.of(
                        "TableName",
                        "DatabaseName",
                        "Folder",
                        "DocString",
                        "TotalExtents:long",
                        "TotalExtentSize:real",
                        "TotalOriginalSize:real",
                        "TotalRowCount:long",
                        "HotExtents:long",
                        "HotExtentSize:real",
                        "HotOriginalSize:real",
                        "HotRowCount:long",
                        "AuthorizedPrincipals",
                        "RetentionPolicy",
                        "CachingPolicy",
                        "ShardingPolicy",
                        "MergePolicy",
                        "StreamingIngestionPolicy",
                        "MinExtentsCreationTime:datetime",
                        "MaxExtentsCreationTime:datetime",
                        "RowOrderPolicy");
        List<List<Object>> rows = new ArrayList<>();
        for (TableDef table : tables(names)) {
            Object[] row = new Object[columns.size()];
            Arrays.fill(row, 12, 18, "null");
            row[20] = "null";
            row[0] = table.name();
            row[1] = Commands.DATABASE;
            row[2] = folder(table);
            row[3] = table.doc();
            row[7] = counts.applyAsLong(table.name());
            row[11] = row[7];
            rows.add(Arrays.asList(row));
        }
        return Cells.table(columns, rows);
    }

    /** One row for each column of a table. */
    FixedRows columns(String name) {
        TableDef table = catalog.table(name).orElseThrow();
        List<List<Object>> rows = new ArrayList<>();
        for (ColumnDef column : table.columns()) {
            rows.add(
                    List.of(
                            table.name(),
                            column.name(),
                            column.type().kqlName(),
                            ResultColumn.systemName(column.type()),
                            column.doc()));
        }
        return Cells.table(
                List.of("TableName", "ColumnName", "ColumnType", "DataType", "DocString"), rows);
    }

    /** A table's columns in one cell, as JSON or as {@code name:type,…}. */
    FixedRows schema(String name, boolean json) {
        TableDef table = catalog.table(name).orElseThrow();
        String schema = json ? json(table).toString() : csl(table);
        return Cells.table(
                List.of("TableName", "Schema", "DatabaseName", "Folder", "DocString"),
                List.of(
                        List.of(
                                table.name(),
                                schema,
                                Commands.DATABASE,
                                folder(table),
                                table.doc())));
    }

    /** The columns as a {@code .create table} would write them. */
    static String csl(TableDef table) {
        return table.columns().stream()
                .map(column -> column.name() + ":" + column.type().kqlName())
                .collect(Collectors.joining(","));
    }

    /** A table as the editors of clients read it. */
    static ObjectNode json(TableDef table) {
        ObjectNode node = JSON.createObjectNode();
        node.put("Name", table.name());
        node.put("Folder", folder(table));
        node.put("DocString", table.doc());
        var columns = node.putArray("OrderedColumns");
        for (ColumnDef column : table.columns()) {
            columns.addObject()
                    .put("Name", column.name())
                    .put("Type", ResultColumn.systemName(column.type()))
                    .put("CslType", column.type().kqlName())
                    .put("DocString", column.doc());
        }
        return node;
    }
}
