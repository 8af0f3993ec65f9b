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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commands tell of the database as a whole.
 *
 * @param catalog the tables there are
 */
record SchemaCommands(Catalog catalog) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "v1.0";
    private static final Pattern LATER = Pattern.compile("v?(\\d+)\\.(\\d+)");
    private static final UUID ID = new UUID(0x7661756c746c4e73L, 0x8000000000000001L);

    /** One row for the database, one for each table and one for each column. */
    FixedRows flat(String laterThan) {
        List<List<Object>> rows = new ArrayList<>();
        if (isNew(laterThan)) {
            rows.add(row("", "", "", false, VERSION));
            for (TableDef table : catalog.tables()) {
                rows.add(row(table.name(), "", "", true, ""));
                for (ColumnDef column : table.columns()) {
                    String type = ResultColumn.systemName(column.type());
                    rows.add(row(table.name(), column.name(), type, true, ""));
                }
            }
        }
        return Cells.table(
                List.of(
                        "DatabaseName",
                        "TableName",
                        "ColumnName",
                        "ColumnType",
                        "IsDefaultTable:bool",
                        "IsDefaultColumn:bool",
                        "PrettyName",
                        "Version",
                        "Folder",
                        "DocString"),
                rows);
    }

    private List<Object> row(
            String table, String column, String type, boolean inTable, String version) {
        TableDef found = catalog.table(table).orElse(null);
        boolean whole = column.isEmpty();
        String folder = found == null || !whole ? "" : TableCommands.folder(found);
        String doc = "";
        if (found != null) {
            doc = whole ? found.doc() : found.column(column).orElseThrow().doc();
        }
        return List.of(
                Commands.DATABASE, table, column, type, inTable, false, "", version, folder, doc);
    }

    /** Whether a client's copy of the schema is older than this one. */
    private static boolean isNew(String laterThan) {
        Matcher version = LATER.matcher(laterThan);
        return !version.matches() || Integer.parseInt(version.group(1)) < 1;
    }

    /** Everything in one cell, as the editors of clients read it. */
    FixedRows json(String laterThan) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode databases = root.putObject("Databases");
        if (isNew(laterThan)) {
            ObjectNode database = databases.putObject(Commands.DATABASE);
            database.put("Name", Commands.DATABASE);
            ObjectNode tables = database.putObject("Tables");
            for (TableDef table : catalog.tables()) {
                tables.set(table.name(), TableCommands.json(table));
            }
            database.putObject("ExternalTables");
            database.putObject("MaterializedViews");
            database.putObject("EntityGroups");
            database.putObject("Functions");
            database.put("PrettyName", "Vaultlens");
            database.put("MajorVersion", 1);
            database.put("MinorVersion", 0);
            database.put("DatabaseAccessMode", "ReadOnly");
        }
        return Cells.table(List.of("DatabaseSchema"), List.of(List.of(root.toString())));
    }

    /** The one database. */
    FixedRows databases() {
        return Cells.table(
                List.of(
                        "DatabaseName",
                        "PersistentStorage",
                        "Version",
                        "IsCurrent:bool",
                        "DatabaseAccessMode",
                        "PrettyName",
                        "ReservedSlot1:bool",
                        "DatabaseId:guid"),
                List.of(
                        Arrays.asList(
                                Commands.DATABASE,
                                "",
                                VERSION,
                                true,
                                "ReadOnly",
                                "Vaultlens",
                                null,
                                ID)));
    }

    /** Tables as clients list all that a database has. */
    FixedRows entities() {
        List<List<Object>> rows = new ArrayList<>();
        for (TableDef table : catalog.tables()) {
            rows.add(
                    List.of(
                            Commands.DATABASE,
                            "Table",
                            table.name(),
                            table.doc(),
                            TableCommands.folder(table),
                            "",
                            "",
                            TableCommands.csl(table),
                            ""));
        }
        return Cells.table(
                List.of(
                        "DatabaseName",
                        "EntityType",
                        "EntityName",
                        "DocString",
                        "Folder",
                        "CslInputSchema",
                        "Content",
                        "CslOutputSchema",
                        "Properties"),
                rows);
    }
}
