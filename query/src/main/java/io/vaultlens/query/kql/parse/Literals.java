package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Expression.Literal;
import io.vaultlens.query.kql.ast.Expression.NullLiteral;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.lex.TextReader;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.Span;
import io.vaultlens.query.text.TimespanText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of a literal into its value. */
final class Literals {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}");
    private static final Pattern HEX = Pattern.compile("([+-]?)0[xX]([0-9A-Fa-f]{1,16})");
    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final Pattern GUID =
            Pattern.compile(
                    "[({]?([0-9A-Fa-f]{8})-?([0-9A-Fa-f]{4})-?([0-9A-Fa-f]{4})"
                            + "-?([0-9A-Fa-f]{4})-?([0-9A-Fa-f]{12})[)}]?");

    private Literals() {}

    /** A literal that is not written as it must be; the message says how. */
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Span> place;

        Mistake(String message) {
            this(message, Optional.empty());
        }

        Mistake(String message, Optional<Span> place) {
            super(message, null, false, false);
            this.place = place;
        }

        /** Where exactly, if that is narrower than the whole literal. */
        Optional<Span> place() {
            return place;
        }
    }

    /** The type a word means where a type or a typed literal stands. */
    static Optional<ColumnType> type(String word) {
        return switch (word) {
            case "date" -> Optional.of(ColumnType.DATETIME);
            case "time" -> Optional.of(ColumnType.TIMESPAN);
            case "uuid", "uniqueid" -> Optional.of(ColumnType.GUID);
            case "boolean" -> Optional.of(ColumnType.BOOL);
            case "int32" -> Optional.of(ColumnType.INT);
            case "int64" -> Optional.of(ColumnType.LONG);
            case "double" -> Optional.of(ColumnType.REAL);
            case "object" -> Optional.of(ColumnType.DYNAMIC);
            default -> ColumnType.named(word);
        };
    }

    /** A typed literal, {@code word(content)}. */
    static Expression typed(String word, String content, Span span) throws Mistake {
        ColumnType type =
                type(word).orElseThrow(() -> new Mistake("'" + word + "' is no type of KQL"));
        String inner = content.strip();
        if (type == ColumnType.DYNAMIC) {
            return dynamic(content, span);
        }
        if (inner.equals("null") || inner.isEmpty() && type != ColumnType.STRING) {
            return new NullLiteral(type, span);
        }
        String value = unquoted(inner);
        return switch (type) {
            case BOOL -> bool(value, span);
            case INT, LONG -> whole(type, value, span);
            case REAL -> real(value, span);
            case DECIMAL -> decimal(value, span);
            case DATETIME -> datetime(value, span);
            case TIMESPAN -> timespan(value, span);
            case GUID -> guid(value, span);
            case STRING, DYNAMIC -> throw new Mistake("a text stands in quotes alone");
        };
    }

    private static String unquoted(String content) throws Mistake {
        if (content.isEmpty() || !TextReader.startsText(content, 0)) {
            return content;
        }
        TextReader reader = new TextReader(content, 0);
        if (!reader.mistake().isEmpty() || reader.end() < content.length()) {
            throw new Mistake("found " + content + ", expected one value");
        }
        return reader.content().strip();
    }

    private static Expression dynamic(String content, Span span) throws Mistake {
        try {
            String json = DynamicReader.json(content);
            return json.equals("null")
                    ? new NullLiteral(ColumnType.DYNAMIC, span)
                    : new Literal(ColumnType.DYNAMIC, json, span);
        } catch (DynamicReader.Mistake e) {
            int inside = span.end() - 1 - content.length();
            int place = Math.clamp(inside + e.place(), span.start(), span.end());
            throw new Mistake(e.getMessage(), Optional.of(new Span(place, place)));
        }
    }

    private static Expression bool(String value, Span span) throws Mistake {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> new Literal(ColumnType.BOOL, true, span);
            case "false", "0" -> new Literal(ColumnType.BOOL, false, span);
            default -> throw new Mistake("found " + value + ", expected true, false or null");
        };
    }

    /** A whole number, decimal or hexadecimal, of type int or long. */
    static Expression whole(ColumnType type, String value, Span span) throws Mistake {
        long number;
        Matcher hex = HEX.matcher(value);
        try {
            if (hex.matches()) {
                long bits = Long.parseUnsignedLong(hex.group(2), 16);
                number = hex.group(1).equals("-") ? -bits : bits;
            } else if (WHOLE.matcher(value).matches()) {
                number = Long.parseLong(value);
            } else {
                throw new Mistake(
                        "found "
                                + value
                                + ", expected a whole number or null; to convert, call to"
                                + type.kqlName()
                                + "(…)");
            }
        } catch (NumberFormatException e) {
            throw new Mistake(value + " is too great for a long; write real(" + value + ")");
        }
        if (type == ColumnType.LONG) {
            return new Literal(type, number, span);
        }
        if (number != (int) number) {
            throw new Mistake(value + " is too great for an int; write long(" + value + ")");
        }
        return new Literal(type, (int) number, span);
    }

    /** A real number; also nan, +inf and -inf. */
    static Expression real(String value, Span span) throws Mistake {
        double number =
                switch (value.toLowerCase(Locale.ROOT)) {
                    case "nan" -> Double.NaN;
                    case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                    case "-inf" -> Double.NEGATIVE_INFINITY;
                    default -> {
                        if (!REAL.matcher(value).matches()) {
                            throw new Mistake(
                                    "found "
                                            + value
                                            + ", expected a number, nan, +inf, -inf or"
                                            + " null; to convert, call toreal(…)");
                        }
                        yield Double.parseDouble(value);
                    }
                };
        return new Literal(ColumnType.REAL, number, span);
    }

    private static Expression decimal(String value, Span span) throws Mistake {
        if (!REAL.matcher(value).matches() || value.length() > 60) {
            throw new Mistake("found " + value + ", expected a decimal number or null");
        }
        BigDecimal number = new BigDecimal(value);
        if (number.precision() - number.scale() > 21) {
            throw new Mistake(
                    value
                            + " is too great for a decimal, which has 21 digits before"
                            + " its point");
        }
        return new Literal(ColumnType.DECIMAL, number, span);
    }

    /** A time alone is one of the day on which the query runs, which only a call knows. */
    private static Expression datetime(String value, Span span) throws Mistake {
        if (DatetimeText.isTimeOfDay(value)) {
            Expression text = new Literal(ColumnType.STRING, value, span);
            return new Expression.Call(
                    new Name("todatetime", span),
                    List.of(new Expression.Argument(Optional.empty(), text)),
                    span);
        }
        OptionalLong ticks = DatetimeText.ticksOf(value);
        if (ticks.isEmpty()) {
            throw new Mistake(
                    "'"
                            + value
                            + "' is no date and time; write it like 2024-12-31 or"
                            + " 2024-12-31T23:59:59; to convert a text, call todatetime(…)");
        }
        return new Literal(ColumnType.DATETIME, ticks.getAsLong(), span);
    }

    /** A length of time as it stands in parentheses or as a number with a unit. */
    static Expression timespan(String value, Span span) throws Mistake {
        OptionalLong ticks = TimespanText.ticksOf(value);
        if (ticks.isEmpty()) {
            throw new Mistake(
                    "'" + value + "' is no length of time; write it like 2d, 1.5h or 1.12:30:00");
        }
        return new Literal(ColumnType.TIMESPAN, ticks.getAsLong(), span);
    }

    private static Expression guid(String value, Span span) throws Mistake {
        Matcher guid = GUID.matcher(value);
        if (!guid.matches()) {
            throw new Mistake(
                    "'"
                            + value
                            + "' is no guid; one has 32 hexadecimal digits like"
                            + " 74be27de-1e4e-49d9-b579-fe0b331d3642");
        }
        String canonical =
                String.join(
                        "-",
                        guid.group(1),
                        guid.group(2),
                        guid.group(3),
                        guid.group(4),
                        guid.group(5));
        return new Literal(ColumnType.GUID, UUID.fromString(canonical), span);
    }

    /** A literal as it stands within a dynamic value. */
    static String json(Expression literal) {
        if (!(literal instanceof Literal value)) {
            return "null";
        }
        return switch (value.type()) {
            case BOOL, INT, LONG, DECIMAL, DYNAMIC -> value.value().toString();
            case REAL -> realJson((Double) value.value());
            case STRING -> DynamicReader.quote((String) value.value());
            case DATETIME -> '"' + DatetimeText.fromTicks((Long) value.value()) + '"';
            case TIMESPAN -> '"' + TimespanText.fromTicks((Long) value.value()) + '"';
            case GUID -> '"' + value.value().toString() + '"';
        };
    }

    private static String realJson(double value) {
        if (Double.isNaN(value)) {
            return "\"NaN\"";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        }
        return Double.toString(value);
    }
}
