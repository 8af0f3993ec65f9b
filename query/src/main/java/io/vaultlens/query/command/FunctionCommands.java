package io.vaultlens.query.command;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.FunctionDef;
import io.vaultlens.query.function.Aggregate;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.function.Scalar;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.text.QueryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What commands tell of functions.
 *
 * @param library the functions of the language
 * @param catalog the functions over tables
 */
record FunctionCommands(Library library, Catalog catalog) {
    private static final List<String> COLUMNS =
            List.of("Name", "Parameters", "Body", "Folder", "DocString");

    /** Says that there is no function of a name. */
    interface Unknown {
        QueryException of(String what, String name, List<String> names);
    }

    /** Every form of every function, by name. */
    FixedRows list() {
        List<List<Object>> rows = new ArrayList<>();
        names().stream().sorted().distinct().forEach(name -> rows.addAll(rows(name)));
        return Cells.table(COLUMNS, rows);
    }

    /** Every form of one function. */
    FixedRows one(String name, Unknown unknown) {
        List<List<Object>> rows = rows(name);
        if (rows.isEmpty()) {
            throw unknown.of("function", name, names());
        }
        return Cells.table(COLUMNS, rows);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(library.scalarNames());
        names.addAll(library.aggregateNames());
        catalog.functions().forEach(function -> names.add(function.name()));
        return names;
    }

    private List<List<Object>> rows(String anyCase) {
        List<List<Object>> rows = new ArrayList<>();
        catalog.function(anyCase).ifPresent(function -> rows.add(row(function)));
        String name = anyCase.toLowerCase(Locale.ROOT);
        for (Scalar form : library.scalars(name)) {
            rows.add(row(name, form.signature().text(), "Scalar functions", form.doc()));
        }
        for (Aggregate form : library.aggregates(name)) {
            rows.add(row(name, form.signature().text(), "Aggregate functions", form.doc()));
        }
        return rows;
    }

    /** Its text is {@code let NAME = (parameters) { body }}, perhaps after comments. */
    private static List<Object> row(FunctionDef function) {
        String text = function.text();
        int parameters = text.indexOf('(', text.indexOf("let " + function.name()));
        int body = text.indexOf('{', parameters);
        return List.of(
                function.name(),
                text.substring(parameters, body).strip().replaceAll("\\s+", " ").replace("( ", "("),
                text.substring(body, text.lastIndexOf('}') + 1),
                "Functions over tables",
                function.doc());
    }

    private static List<Object> row(String name, String signature, String folder, String doc) {
        String parameters = signature.substring(signature.indexOf('('));
        return List.of(name, parameters, "", folder, doc);
    }
}
