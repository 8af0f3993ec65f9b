package io.vaultlens.query.completion;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.completion.Suggestion.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The tables of the catalogue as suggestions, and what their columns mean.
 *
 * @param catalog the tables there are
 */
record Tables(Catalog catalog) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    /** All tables and functions that give one. */
    List<Suggestion> all() {
        List<Suggestion> all = new ArrayList<>();
        for (TableDef table : catalog.tables()) {
            String detail = table.isView() ? "view" : table.system() ? "system" : "table";
            all.add(Suggestion.of(Kind.TABLE, table.name(), detail, table.doc()));
        }
        catalog.functions()
                .forEach(function ->
                        all.add(
                                new Suggestion(
                                        Kind.TABLE,
                                        function.name(),
                                        function.name() + "(",
                                        "function",
                                        function.doc())));
        return all;
    }

    /** The tables that a text names, in its order. */
    List<TableDef> named(String text) {
        Map<String, TableDef> named = new LinkedHashMap<>();
        WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(word ->
                        catalog.table(word).ifPresent(table -> named.put(table.name(), table)));
        return List.copyOf(named.values());
    }

    /** What a column of one of the tables that a text names means. */
    String doc(String text, String column) {
        return named(text).stream()
                .flatMap(table -> table.column(column).stream())
                .map(ColumnDef::doc)
                .findFirst()
                .orElse("");
    }
}
