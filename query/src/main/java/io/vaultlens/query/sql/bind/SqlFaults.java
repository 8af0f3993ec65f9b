package io.vaultlens.query.sql.bind;

import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Says in our words, and at its place, what Calcite finds wrong with a text. */
final class SqlFaults {
    private static final Pattern TABLE = Pattern.compile("Object '(.*?)' not found.*");
    private static final Pattern COLUMN =
            Pattern.compile("(?:Column|Unknown identifier) '(.*?)'(?: not found.*|$)");
    private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*?)' is ambiguous");
    private static final Pattern UNGROUPED =
            Pattern.compile("Expression '(.*?)' is not being grouped");
    private static final Pattern FUNCTION =
            Pattern.compile("No match found for function signature ([^(]+)\\(.*");
    private static final Pattern ALIAS = Pattern.compile("Table '(.*?)' not found");
    private static final Pattern OPERANDS =
            Pattern.compile(
                    "(?s)Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form.*");
    private static final Pattern ARGUMENTS =
            Pattern.compile(
                    "Invalid number of arguments to function '(.*?)'\\. Was expecting (.*)");
    private static final Pattern ENCOUNTERED =
            Pattern.compile(
                    "(?s)(?:Encountered|Incorrect syntax near the keyword)[: ]*\"?(.*?)\"?"
                            + " at line \\d+, column \\d+\\.?.*");

    /** A text that a message begins with, so that it can be found where its place is lost. */
    private static final Pattern QUOTED = Pattern.compile("^'[^']+'");

    /** The word that a message is about. */
    private static final Pattern WORD = Pattern.compile("is not supported: ([A-Z_]{4,})\\b");

    private static final Pattern KQL = Pattern.compile("^\\s*[A-Za-z_]\\w*\\s*(\\||$)");
    private static final Pattern TYPES = Pattern.compile("<([A-Z_]+)[^>]*>");

    private final SqlText sql;
    private final String text;
    private final Collection<String> tables;
    private final Collection<String> columns;
    private final Collection<String> functions;

    /**
     * @param tables all tables
     * @param columns the columns of the tables that the text names, and the names it gives
     * @param functions all functions
     */
    SqlFaults(
            SqlText sql,
            Collection<String> tables,
            Collection<String> columns,
            Collection<String> functions) {
        this.sql = sql;
        this.text = sql.written();
        this.tables = tables;
        this.columns = columns;
        this.functions = functions;
    }

    /** A text that is no SQL. */
    QueryException of(SqlParseException failure) {
        Span span = sql.place(failure.getPos());
        String found = text.substring(span.start(), span.end());
        String message = String.valueOf(failure.getMessage());
        Matcher encountered = ENCOUNTERED.matcher(message);
        if (message.startsWith("Lexical error")) {
            return lexical(message, span);
        }
        if (!encountered.matches()) {
            boolean kql = KQL.matcher(text).find();
            return fault(span, Kind.SYNTAX, kql ? Words.LOOKS_LIKE_KQL : sentence(message));
        }
        Optional<String> length = Words.length(text);
        if (length.isPresent()) {
            int at = Words.placeOfLength(text);
            return fault(new Span(at, at + 8), Kind.SYNTAX, length.get());
        }
        if (encountered.group(1).equals("<EOF>") || found.isEmpty()) {
            int end = text.stripTrailing().length();
            return fault(
                    new Span(end, end),
                    Kind.SYNTAX,
                    "found the end of the query; " + Words.unfinished(text));
        }
        return fault(span, Kind.SYNTAX, new Words(text, columns).unexpected(found, span));
    }

    private QueryException lexical(String message, Span span) {
        boolean open = message.contains("<EOF>");
        return fault(
                span,
                Kind.SYNTAX,
                open
                        ? "a quote or a comment is not closed before the end of the query"
                        : "found a sign that SQL does not have here");
    }

    /** A text whose names, types or forms do not fit. */
    QueryException of(CalciteContextException failure) {
        SqlParserPos position =
                new SqlParserPos(
                        failure.getPosLine(),
                        failure.getPosColumn(),
                        Math.max(failure.getPosLine(), failure.getEndPosLine()),
                        Math.max(failure.getPosColumn(), failure.getEndPosColumn()));
        Span span = sql.place(position);
        Throwable cause = failure.getCause();
        String message = String.valueOf((cause == null ? failure : cause).getMessage());
        return fault(span, Kind.SEMANTIC, worded(message, span));
    }

    /** A mistake that we have found ourselves. */
    QueryException of(SqlFault failure) {
        Span span = sql.place(failure.position());
        Matcher quoted = QUOTED.matcher(failure.getMessage());
        boolean placed = failure.position().getLineNum() > 0;
        Matcher word = WORD.matcher(failure.getMessage());
        if (!placed && word.find()) {
            int at = text.toUpperCase(Locale.ROOT).indexOf(word.group(1));
            span = at < 0 ? span : new Span(at, at + word.group(1).length());
        }
        if (!placed && quoted.find() && text.contains(quoted.group())) {
            int at = text.indexOf(quoted.group());
            span = new Span(at, at + quoted.group().length());
        }
        return fault(span, Kind.SEMANTIC, failure.getMessage());
    }

    /** Anything else that Calcite stumbles over. */
    QueryException of(Throwable failure) {
        String reason = failure.getMessage() == null ? "" : ": " + sentence(failure.getMessage());
        return fault(
                new Span(0, text.length()),
                Kind.SEMANTIC,
                "this form of SQL is not supported" + reason);
    }

    private String worded(String message, Span span) {
        String found = text.substring(span.start(), span.end());
        return unknown(message, found)
                .or(() -> misused(message, found))
                .orElseGet(() -> sentence(message));
    }

    private Optional<String> unknown(String message, String found) {
        Matcher match = TABLE.matcher(message);
        if (match.matches()) {
            return Optional.of(unknown("table", match.group(1), tables));
        }
        match = ALIAS.matcher(message);
        if (match.matches()) {
            return Optional.of(
                    "no table in FROM is called '"
                            + match.group(1)
                            + "'"
                            + Nearest.hint(match.group(1), columns));
        }
        match = FUNCTION.matcher(message);
        if (match.matches()) {
            String name = match.group(1).strip();
            return Optional.of(
                    Words.instead(name)
                            .map(way -> "unknown function '" + name + "'; write " + way)
                            .orElseGet(() -> unknown("function", name, functions)));
        }
        match = COLUMN.matcher(message);
        if (match.matches()) {
            boolean quoted = found.endsWith("\"");
            String hint = Nearest.hint(match.group(1), columns);
            return Optional.of(
                    "unknown column '"
                            + match.group(1)
                            + "'"
                            + (hint.isEmpty() && quoted
                                    ? "; double quotes hold names, a text stands in '…'"
                                    : hint));
        }
        return Optional.empty();
    }

    private static String unknown(String what, String name, Collection<String> names) {
        return "unknown " + what + " '" + name + "'" + Nearest.hint(name, names);
    }

    private static Optional<String> misused(String message, String found) {
        if (message.endsWith("signature SIMILAR TO")) {
            return Optional.of(
                    "SIMILAR TO is not supported; write LIKE, or extract(regex, 0, text) <> ''");
        }
        if (message.contains("in ORDER BY clause of 'PERCENTILE_CONT'")) {
            return Optional.of("between two such values lies no other; write PERCENTILE_DISC");
        }
        Matcher match = AMBIGUOUS.matcher(message);
        if (match.matches()) {
            return Optional.of(
                    "'"
                            + match.group(1)
                            + "' is a column of more than one table; write the table's"
                            + " name and a dot before it");
        }
        match = UNGROUPED.matcher(message);
        if (match.matches()) {
            return Optional.of(
                    "'"
                            + match.group(1)
                            + "' is neither in GROUP BY nor inside an aggregate such as"
                            + " MAX()");
        }
        match = OPERANDS.matcher(message);
        if (match.matches()) {
            return Optional.of(
                    "'" + match.group(1) + "' does not go with " + types(match.group(2)));
        }
        match = ARGUMENTS.matcher(message);
        if (match.matches()) {
            return Optional.of(
                    match.group(1)
                            + "() takes "
                            + match.group(2)
                                    .replaceAll("\\.$", "")
                                    .replace("1 arguments", "1 argument"));
        }
        if (message.contains("Aggregate expression is illegal in")) {
            return Optional.of(
                    "an aggregate cannot stand in WHERE or GROUP BY; conditions on groups stand in"
                            + " HAVING");
        }
        if (message.startsWith("Values passed to") || message.startsWith("Type mismatch")) {
            return Optional.of("the types on both sides differ; use CAST: " + found);
        }
        return Optional.empty();
    }

    /** SQL's types in a message by the names that KQL gives them. */
    private static String types(String signature) {
        Matcher each = TYPES.matcher(signature);
        List<String> names = each.results().map(type -> named(type.group(1))).toList();
        return names.isEmpty() ? signature : String.join(" and ", names);
    }

    private static String named(String type) {
        return switch (type) {
            case "CHAR", "VARCHAR" -> "string";
            case "INTEGER" -> "int";
            case "BIGINT" -> "long";
            case "DOUBLE" -> "real";
            case "BOOLEAN" -> "bool";
            case "TIMESTAMP", "DATE" -> "datetime";
            case "VARIANT" -> "dynamic";
            case "UUID" -> "guid";
            default -> type.startsWith("INTERVAL") ? "timespan" : type.toLowerCase();
        };
    }

    /** One line without a full stop and without what Calcite says of places. */
    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        line = line.replaceFirst("^From line \\d+.*?: ", "").replaceFirst("\\.$", "");
        return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }

    private QueryException fault(Span span, Kind kind, String message) {
        return QueryException.at(text, span, kind, message);
    }
}
