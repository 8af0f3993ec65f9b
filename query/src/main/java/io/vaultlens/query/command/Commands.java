package io.vaultlens.query.command;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the commands that ask about the server instead of the data: {@code .show …}.
 *
 * <p>Commands that change anything are refused. A command may be followed by a pipeline, which the
 * caller runs over its rows. Safe for all threads.
 */
public final class Commands {
    /** The name of the one database. */
    public static final String DATABASE = "vaultlens";

    private static final String NAME = "(?:\\['([^']+)'\\]|\\[\"([^\"]+)\"\\]|\\[?([\\w*.-]+)\\]?)";
    private static final String DATABASES =
            "(?:cluster|databases?(?: " + NAME + "(?= schema))?|databases? \\([^)]*\\))? ?";

    private final Catalog catalog;
    private final List<Command> commands;

    /** Commands about these tables and functions. */
    public Commands(Catalog catalog, Library library) {
        this.catalog = catalog;
        TableCommands tables = new TableCommands(catalog);
        SchemaCommands schema = new SchemaCommands(catalog);
        FunctionCommands functions = new FunctionCommands(library, catalog);
        this.commands =
                List.of(
                        command("tables", (m, r) -> tables.list(List.of())),
                        command("tables \\(([^)]*)\\)", (m, r) -> tables.list(r.list(m.group(1)))),
                        command("tables details", (m, r) -> tables.details(List.of(), r.counts())),
                        command(
                                "tables \\(([^)]*)\\) details",
                                (m, r) -> tables.details(r.list(m.group(1)), r.counts())),
                        command(
                                "table " + NAME + " details",
                                (m, r) -> tables.details(List.of(r.table(m)), r.counts())),
                        command("table " + NAME, (m, r) -> tables.columns(r.table(m))),
                        command("table " + NAME + " schema", (m, r) -> tables.columns(r.table(m))),
                        command(
                                "table " + NAME + " schema as json",
                                (m, r) -> tables.schema(r.table(m), true)),
                        command(
                                "table " + NAME + " cslschema",
                                (m, r) -> tables.schema(r.table(m), false)),
                        command(
                                DATABASES
                                        + "schema(?: details)?"
                                        + "(?: if_later_than \"([^\"]*)\")?",
                                (m, r) -> schema.flat(last(m))),
                        command(
                                DATABASES + "schema(?: if_later_than \"([^\"]*)\")? as json",
                                (m, r) -> schema.json(last(m))),
                        command(
                                "databases?(?: \\([^)]*\\))? entities",
                                (m, r) -> schema.entities()),
                        command("databases?|database " + NAME, (m, r) -> schema.databases()),
                        command("cluster databases(?: \\([^)]*\\))?", (m, r) -> schema.databases()),
                        command("functions", (m, r) -> functions.list()),
                        command("function " + NAME, (m, r) -> functions.one(named(m), r::unknown)),
                        command("version", (m, r) -> ServerCommands.version()),
                        command("diagnostics", (m, r) -> ServerCommands.diagnostics()));
    }

    private record Command(Pattern pattern, BiFunction<Matcher, Reading, FixedRows> rows) {}

    private static Command command(String words, BiFunction<Matcher, Reading, FixedRows> rows) {
        String end = "(?: with ?\\([^)]*\\))?";
        return new Command(Pattern.compile("(?i)\\.show " + words + end), rows);
    }

    /** A command that is being read, for the places of its faults. */
    private final class Reading {
        private final String text;
        private final ToLongFunction<String> counts;

        Reading(String text, ToLongFunction<String> counts) {
            this.text = text;
            this.counts = counts;
        }

        ToLongFunction<String> counts() {
            return counts;
        }

        String table(Matcher matcher) {
            return known(named(matcher));
        }

        List<String> list(String names) {
            return List.of(names.split(",")).stream()
                    .map(name -> name.strip().replaceAll("^\\[?['\"]?|['\"]?\\]?$", ""))
                    .map(this::known)
                    .toList();
        }

        private String known(String name) {
            return catalog.table(name)
                    .orElseThrow(() -> {
                        List<String> names =
                                catalog.tables().stream().map(each -> each.name()).toList();
                        return unknown("table", name, names);
                    })
                    .name();
        }

        QueryException unknown(String what, String name, List<String> names) {
            int at = Math.max(0, text.indexOf(name));
            return QueryException.at(
                    text,
                    new Span(at, at + name.length()),
                    Kind.SEMANTIC,
                    "unknown " + what + " '" + name + "'" + Nearest.hint(name, names));
        }
    }

    /** Whether a text is a command: its first sign, after comments, is a dot. */
    public static boolean isCommand(String text) {
        return begin(text) < text.length() && text.charAt(begin(text)) == '.';
    }

    private static int begin(String text) {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    /**
     * Where the pipeline after a command begins, at the first bar that stands in no quotes; the
     * text's length where there is none.
     */
    public static int pipeline(String text) {
        char quote = '\n';
        for (int at = begin(text); at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != '\n') {
                quote = c == quote || c == '\n' ? '\n' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '|') {
                return at;
            }
        }
        return text.length();
    }

    /**
     * The rows of a command's answer, without the pipeline after it.
     *
     * @param counts how many rows of a table the caller may see
     * @throws QueryException where there is no such command, or it is one that would change things
     */
    public FixedRows run(String text, ToLongFunction<String> counts) {
        String command =
                text.substring(begin(text), pipeline(text))
                        .strip()
                        .replaceAll("\\s+", " ")
                        .replaceAll("\\( ", "(")
                        .replaceAll(" \\)", ")")
                        .replaceAll(";$", "")
                        .strip();
        for (Command each : commands) {
            Matcher matcher = each.pattern.matcher(command);
            if (matcher.matches()) {
                return each.rows.apply(matcher, new Reading(text, counts));
            }
        }
        throw Refusals.of(text, begin(text), command);
    }

    private static String named(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        return "";
    }

    /** The version after {@code if_later_than}; empty where none was given. */
    private static String last(Matcher matcher) {
        String version = matcher.group(matcher.groupCount());
        return version == null ? "" : version;
    }
}
