package io.vaultlens.query.sql.bind;

import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Reads a text in SQL: one question that only reads, whatever database its author comes from. */
final class SqlText {
    private static final int LONGEST = 2_000_000;
    private static final SqlParser.Config CONFIG =
            SqlParser.config()
                    .withUnquotedCasing(Casing.UNCHANGED)
                    .withQuotedCasing(Casing.UNCHANGED)
                    .withQuoting(Quoting.DOUBLE_QUOTE)
                    .withConformance(SqlConformanceEnum.LENIENT)
                    .withIdentifierMaxLength(1024);

    /** Comments and texts, which nothing may be changed in, and names in other quotes. */
    private static final Pattern PIECE =
            Pattern.compile(
                    "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
                            + "|`([^`\\n\"]+)`|(?<![\\w\\])\"])\\[([A-Za-z_][^\\]\\n\"]*)\\]",
                    Pattern.DOTALL);

    private static final Pattern TOP =
            Pattern.compile(
                    "(?is)^(?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*SELECT\\s+(?:DISTINCT\\s+)?"
                            + "(TOP\\s*(?:\\(\\s*(\\d{1,9})\\s*\\)|(\\d{1,9})))\\s");

    private static final Pattern FIRST_WORD =
            Pattern.compile("(?s)^(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/|\\()*([A-Za-z]+)?");

    /** What other statements would do, in the words of their refusal. */
    private static final Map<String, String> REFUSED =
            Map.ofEntries(
                    Map.entry("INSERT", "change data"),
                    Map.entry("UPDATE", "change data"),
                    Map.entry("DELETE", "change data"),
                    Map.entry("MERGE", "change data"),
                    Map.entry("UPSERT", "change data"),
                    Map.entry("TRUNCATE", "change data"),
                    Map.entry("CREATE", "change the database"),
                    Map.entry("ALTER", "change the database"),
                    Map.entry("DROP", "change the database"),
                    Map.entry("GRANT", "change the database"),
                    Map.entry("REVOKE", "change the database"),
                    Map.entry("ATTACH", "open a file"),
                    Map.entry("DETACH", "close a file"),
                    Map.entry("COPY", "read or write a file"),
                    Map.entry("EXPORT", "write a file"),
                    Map.entry("IMPORT", "read a file"),
                    Map.entry("INSTALL", "change the server"),
                    Map.entry("LOAD", "change the server"),
                    Map.entry("PRAGMA", "change the server"),
                    Map.entry("SET", "change the server"),
                    Map.entry("CALL", "call a procedure"),
                    Map.entry("EXEC", "call a procedure"),
                    Map.entry("EXECUTE", "call a procedure"),
                    Map.entry("BEGIN", "change data"),
                    Map.entry("COMMIT", "change data"),
                    Map.entry("DECLARE", "make a variable"),
                    Map.entry("USE", "choose a database; there is one"));

    private static final SqlAbstractParserImpl.Metadata WORDS =
            SqlParser.create("", CONFIG).getMetadata();

    private final String text;
    private final Corrections corrections;

    /**
     * @param columns names of columns that the text may mean
     */
    SqlText(String text, Set<String> columns) {
        this.text = text;
        boolean readable = text.length() <= LONGEST;
        this.corrections = new Corrections(readable ? withPlainQuotes(text) : "", columns, WORDS);
    }

    /** The text as written. */
    String written() {
        return text;
    }

    /** The place of a position that Calcite counts in lines and columns; all where it has none. */
    Span place(SqlParserPos position) {
        if (position == null || position.getLineNum() <= 0) {
            return new Span(0, text.length());
        }
        String read = corrections.corrected();
        int start = offset(read, position.getLineNum(), position.getColumnNum());
        int end = offset(read, position.getEndLineNum(), position.getEndColumnNum()) + 1;
        int from = corrections.original(start);
        return new Span(from, Math.max(from, corrections.original(end)));
    }

    private static int offset(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line && at < text.length(); i++) {
            int next = at;
            while (next < text.length() && text.charAt(next) != '\n' && text.charAt(next) != '\r') {
                next++;
            }
            boolean pair = text.startsWith("\r\n", next);
            at = Math.min(text.length(), next + (pair ? 2 : 1));
        }
        return Math.clamp(at + column - 1L, 0, text.length());
    }

    /** Whether other statements begin with this word; what they would do. */
    static Optional<String> refused(String word) {
        return Optional.ofNullable(REFUSED.get(word.toUpperCase(Locale.ROOT)))
                .map(would ->
                        "'%s' is refused: it would %s, and a question only reads; begin with SELECT"
                                        .formatted(word.toUpperCase(Locale.ROOT), would)
                                + " or WITH");
    }

    /**
     * The tree of the question.
     *
     * @throws QueryException where it is none
     * @throws SqlParseException where Calcite cannot read it
     */
    SqlNode parse() throws SqlParseException {
        if (text.length() > LONGEST) {
            throw QueryException.at(
                    text,
                    new Span(LONGEST, LONGEST),
                    Kind.LIMIT,
                    "the query is longer than " + LONGEST + " characters");
        }
        refuse();
        String readable = corrections.corrected();
        Optional<Long> most = Optional.empty();
        Matcher top = TOP.matcher(readable);
        if (top.find()) {
            most = Optional.of(Long.parseLong(top.group(2) == null ? top.group(3) : top.group(2)));
            readable = blank(readable, top.start(1), top.end(1));
        }
        SqlNodeList statements = SqlParser.create(readable, CONFIG).parseStmtList();
        if (statements.size() > 1) {
            throw QueryException.at(
                    text,
                    place(statements.get(1).getParserPosition()),
                    Kind.SYNTAX,
                    "found a second statement, expected the end; a question is one statement");
        }
        SqlNode question = statements.get(0);
        if (!question.isA(SqlKind.QUERY)) {
            throw QueryException.at(
                    text,
                    new Span(0, text.length()),
                    Kind.SYNTAX,
                    "'"
                            + question.getKind()
                            + "' is refused: a question only reads; begin with"
                            + " SELECT, WITH or VALUES");
        }
        SqlNode read = question.accept(new Habits());
        return most.map(rows -> first(read, rows)).orElse(read);
    }

    private void refuse() {
        Matcher first = FIRST_WORD.matcher(text);
        String word = first.find() && first.group(1) != null ? first.group(1) : "";
        Optional<String> refusal = refused(word);
        if (refusal.isPresent()) {
            Span place = new Span(first.start(1), first.end(1));
            throw QueryException.at(text, place, Kind.SYNTAX, refusal.get());
        }
        if (word.isEmpty() && first.end() == text.length()) {
            throw QueryException.at(
                    text,
                    new Span(text.length(), text.length()),
                    Kind.SYNTAX,
                    "found the end of the query, expected SELECT, as in: SELECT * FROM Table"
                            + " LIMIT 10");
        }
    }

    /** Names in brackets or back quotes get double quotes; every place stays where it is. */
    private static String withPlainQuotes(String text) {
        return PIECE.matcher(text)
                .replaceAll(piece -> {
                    String name = piece.group(1) == null ? piece.group(2) : piece.group(1);
                    return Matcher.quoteReplacement(
                            name == null ? piece.group() : '"' + name + '"');
                });
    }

    private static String blank(String sql, int from, int to) {
        return sql.substring(0, from) + " ".repeat(to - from) + sql.substring(to);
    }

    /** {@code TOP n} as other databases write LIMIT. */
    private static SqlNode first(SqlNode query, long rows) {
        SqlNode fetch = SqlLiteral.createExactNumeric(Long.toString(rows), SqlParserPos.ZERO);
        SqlParserPos place = query.getParserPosition();
        return switch (query) {
            case SqlOrderBy order when order.fetch == null ->
                    new SqlOrderBy(place, order.query, order.orderList, order.offset, fetch);
            case SqlSelect select -> new SqlOrderBy(place, select, SqlNodeList.EMPTY, null, fetch);
            default -> query;
        };
    }

    /**
     * A number with a point is a real, as in KQL; SQL's exact fractions are few people's wish.
     * UNNEST takes dynamic values too.
     */
    private static final class Habits extends SqlShuttle {
        @Override
        public SqlNode visit(SqlCall call) {
            if (!(super.visit(call) instanceof SqlCall read)) {
                return call;
            }
            SqlParserPos place = read.getParserPosition();
            return switch (read.getKind()) {
                case UNNEST -> unnested(read.getOperator(), read.getOperandList(), place);
                case COLLECTION_TABLE ->
                        isNamed(read.operand(0), SqlFunctions.SERIES)
                                ? unnested(SqlStdOperatorTable.UNNEST, read.getOperandList(), place)
                                : read;
                case PERCENTILE_CONT ->
                        OrderedAggregates.PERCENTILE_CONT.createCall(place, read.getOperandList());
                case WITHIN_GROUP ->
                        isNamed(read.operand(0), "STRING_AGG")
                                ? SqlStdOperatorTable.WITHIN_GROUP.createCall(
                                        place, listed(read.operand(0)), read.operand(1))
                                : read;
                default ->
                        isNamed(read, "ISNULL") && read.operandCount() == 2
                                ? SqlStdOperatorTable.COALESCE.createCall(
                                        place, read.getOperandList())
                                : read;
            };
        }

        private static SqlNode listed(SqlCall call) {
            return SqlStdOperatorTable.LISTAGG.createCall(
                    call.getParserPosition(), call.getOperandList());
        }

        private static boolean isNamed(SqlNode node, String function) {
            return node instanceof SqlCall call
                    && call.getOperator().getName().equalsIgnoreCase(function);
        }

        private static SqlNode unnested(
                SqlOperator unnest, List<SqlNode> arrays, SqlParserPos place) {
            List<SqlNode> elements = new ArrayList<>();
            for (SqlNode each : arrays) {
                elements.add(StandardOperators.ELEMENTS.createCall(each.getParserPosition(), each));
            }
            return unnest.createCall(place, elements);
        }

        @Override
        public SqlNode visit(SqlLiteral literal) {
            if (literal instanceof SqlNumericLiteral number
                    && number.getTypeName() == org.apache.calcite.sql.type.SqlTypeName.DECIMAL
                    && number.getScale() != null
                    && number.getScale() > 0) {
                BigDecimal value = number.bigDecimalValue();
                return SqlLiteral.createApproxNumeric(
                        value.toPlainString() + "E0", literal.getParserPosition());
            }
            return literal;
        }
    }
}
