package io.vaultlens.query.completion;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.Query;
import io.vaultlens.query.completion.Suggestion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be written at a place of a SQL text. */
final class SqlSuggestions {
    private static final Pattern AFTER_TABLE = Pattern.compile("(?is).*\\b(from|join)\\s+\\w*$");
    private static final Pattern QUALIFIED = Pattern.compile("(?s).*?(\\w+)\\.\\w*$");
    private static final Pattern OPEN_TEXT =
            Pattern.compile(
                    "(?is).*?(\\w+)\"?\\s*(?:=|<>|!=|like|in\\s*\\((?:\\s*'[^']*'\\s*,)*)\\s*"
                            + "'([^']*)$");
    private static final List<String> WORDS =
            List.of(
                    "SELECT",
                    "FROM",
                    "WHERE",
                    "GROUP BY",
                    "ORDER BY",
                    "HAVING",
                    "LIMIT",
                    "JOIN",
                    "LEFT JOIN",
                    "ON",
                    "AS",
                    "AND",
                    "OR",
                    "NOT",
                    "IN (",
                    "IS NULL",
                    "IS NOT NULL",
                    "LIKE",
                    "BETWEEN",
                    "DISTINCT",
                    "COUNT(*)",
                    "CASE WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "DESC",
                    "ASC",
                    "UNION ALL",
                    "WITH",
                    "EXISTS (",
                    "OVER (PARTITION BY",
                    "QUALIFY",
                    "INTERVAL '1' DAY",
                    "TIMESTAMP '",
                    "CURRENT_TIMESTAMP",
                    "CAST(");

    private final Tables tables;
    private final Functions functions;
    private final Values values;

    SqlSuggestions(Tables tables, Functions functions, Values values) {
        this.tables = tables;
        this.functions = functions;
        this.values = values;
    }

    /** The suggestions at the end of the head of a text, not yet narrowed to what is typed. */
    List<Suggestion> at(String head, Query asked) {
        Matcher open = OPEN_TEXT.matcher(head);
        boolean inText = head.chars().filter(c -> c == '\'').count() % 2 == 1;
        if (inText) {
            return open.matches() ? values(open.group(1), open.group(2), asked) : List.of();
        }
        if (AFTER_TABLE.matcher(head).matches()) {
            return tables.all();
        }
        List<TableDef> named = tables.named(asked.text());
        Matcher qualified = QUALIFIED.matcher(head);
        if (qualified.matches()) {
            return columns(owner(qualified.group(1), asked.text()).map(List::of).orElse(named));
        }
        List<Suggestion> all = new ArrayList<>(columns(named));
        for (String word : WORDS) {
            all.add(Suggestion.of(Kind.KEYWORD, word, "", ""));
        }
        all.addAll(functions.aggregates());
        all.addAll(functions.scalars());
        return all;
    }

    /** The table that a name before a dot means: its own, or one that was given to it. */
    private Optional<TableDef> owner(String name, String text) {
        Matcher alias =
                Pattern.compile("(?i)(\\w+)\\s+(?:as\\s+)?" + Pattern.quote(name) + "\\b")
                        .matcher(text);
        while (alias.find()) {
            Optional<TableDef> table = tables.catalog().table(alias.group(1));
            if (table.isPresent()) {
                return table;
            }
        }
        return tables.catalog().table(name);
    }

    private static List<Suggestion> columns(List<TableDef> named) {
        List<Suggestion> all = new ArrayList<>();
        for (TableDef table : named) {
            for (ColumnDef column : table.columns()) {
                all.add(
                        Suggestion.of(
                                Kind.COLUMN, column.name(), column.type().kqlName(), column.doc()));
            }
        }
        return all;
    }

    private List<Suggestion> values(String column, String prefix, Query asked) {
        for (TableDef table : tables.named(asked.text())) {
            for (ColumnDef each : table.columns()) {
                boolean meant =
                        each.name().equalsIgnoreCase(column) && each.type() == ColumnType.STRING;
                if (meant) {
                    String before = "['" + table.name() + "']";
                    return values.of(asked, before, each.name(), prefix).stream()
                            .map(value ->
                                    new Suggestion(
                                            Kind.VALUE,
                                            value,
                                            value.replace("'", "''") + "'",
                                            each.name(),
                                            ""))
                            .toList();
                }
            }
        }
        return List.of();
    }

    /** Whether a name is a word of SQL. */
    static boolean isWord(String name) {
        return WORDS.contains(name.toUpperCase(Locale.ROOT));
    }
}
