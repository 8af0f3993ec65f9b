package io.vaultlens.query.command;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers the commands that ask about the server instead of the data: {@code .show …}. */
public final class Commands {
    /** The name of the one database. */
    public static final String DATABASE = "vaultlens";

    private final Catalog catalog;

    public Commands(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a text is a command: its first sign is a dot. */
    public static boolean isCommand(String text) {
        return text.stripLeading().startsWith(".");
    }

    /** The rows of a command's answer. */
    public Rows run(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return switch (words) {
            case ".show tables" -> tables();
            case ".show version" -> version();
            default ->
                    throw QueryException.at(
                            text,
                            new Span(0, text.length()),
                            Kind.SYNTAX,
                            "unknown command; expected '.show tables' or '.show version'");
        };
    }

    private Rows tables() {
        List<List<Object>> rows = new ArrayList<>();
        catalog.tables()
                .forEach(table ->
                        rows.add(
                                List.of(
                                        table.name(),
                                        DATABASE,
                                        table.system() ? "System" : "Backup",
                                        table.doc())));
        return new FixedRows(texts("TableName", "DatabaseName", "Folder", "DocString"), rows);
    }

    private static Rows version() {
        String version = Commands.class.getPackage().getImplementationVersion();
        String shown = version == null ? "0" : version;
        List<ResultColumn> columns = texts("BuildVersion", "ServiceType", "ProductVersion");
        return new FixedRows(columns, List.of(List.of(shown, "Engine", "Vaultlens " + shown)));
    }

    private static List<ResultColumn> texts(String... names) {
        return List.of(names).stream()
                .map(name -> new ResultColumn(name, ColumnType.STRING))
                .toList();
    }
}
