package io.vaultlens.query;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.query.command.Commands;
import io.vaultlens.query.completion.Completion;
import io.vaultlens.query.completion.Completions;
import io.vaultlens.query.completion.Hover;
import io.vaultlens.query.engine.EngineQuery;
import io.vaultlens.query.engine.SqlEngine;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.TreeText;
import io.vaultlens.query.kql.bind.GivenRows;
import io.vaultlens.query.kql.bind.KqlBinder;
import io.vaultlens.query.kql.bind.Sight;
import io.vaultlens.query.kql.lex.Lexer;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.parse.Parser;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.plan.PlanText;
import io.vaultlens.query.plan.Planner;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.sql.bind.SqlBinder;
import io.vaultlens.query.sql.bind.SqlWords;
import io.vaultlens.query.sql.write.SqlWriter;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.rel.RelNode;

/**
 * Answers questions: text in, typed rows out, by way of one plan and one statement.
 *
 * <p>Every door asks here. Safe for all threads, virtual ones too.
 */
public final class QueryEngine {
    private final SqlEngine engine;
    private final Clock clock;
    private final Commands commands;
    private final KqlBinder binder;
    private final SqlBinder sql;
    private final Completions completions;
    private final Planner planner = new Planner();

    /** An engine over these tables; the clock says what {@code now()} is. */
    public QueryEngine(Catalog catalog, SqlEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        this.commands = new Commands(catalog, Library.standard());
        this.binder = new KqlBinder(catalog, Library.standard());
        this.sql = new SqlBinder(catalog, Library.standard(), binder);
        this.completions = new Completions(catalog, Library.standard(), this::sight, this::run);
    }

    /** The rows of a question's primary table. */
    public Rows run(Query query) {
        return answer(query).rows();
    }

    /**
     * The answer to a question, its rows still to be read; of several tables the first.
     *
     * @throws QueryException where the text is no question; what goes wrong later, the rows throw
     */
    public QueryAnswer answer(Query query) {
        return tables(query).getFirst().open().get();
    }

    /**
     * All tables that a question gives, at least one: most give one, several statements, fork,
     * facet and some plugins give more.
     *
     * @throws QueryException where the text is no question
     */
    public List<ResultTable> tables(Query query) {
        long start = System.nanoTime();
        if (query.language() == Language.KQL && Commands.isCommand(query.text())) {
            return List.of(command(query, start));
        }
        List<ResultTable> tables = new ArrayList<>();
        for (BoundQuery bound : bind(query)) {
            tables.add(table(query, bound, start));
        }
        return tables;
    }

    private ResultTable table(Query query, BoundQuery bound, long start) {
        String sql = written(query, plan(query, bound));
        Duration preparation = since(start);
        return new ResultTable(
                bound.name(),
                () -> new QueryAnswer(rows(query, bound, sql), bound.render(), sql, preparation));
    }

    /** A command's own rows, or those of the pipeline after it. */
    private ResultTable command(Query query, long start) {
        FixedRows shown = commands.run(query.text(), table -> count(query, table));
        int pipeline = Commands.pipeline(query.text());
        if (pipeline == query.text().length()) {
            Duration time = since(start);
            return new ResultTable(
                    Optional.empty(), () -> new QueryAnswer(shown, Optional.empty(), "", time));
        }
        String text = GivenRows.in(query.text(), pipeline);
        Program program = shallow(query, () -> Parser.parse(text));
        Instant now = query.now().orElseGet(clock::instant);
        BoundQuery bound = shallow(query, () -> binder.bind(text, program, now, shown));
        return table(query, bound, start);
    }

    /** How many rows of a table the caller may see. */
    private long count(Query query, String table) {
        Query count =
                new Query(
                        "['" + table + "'] | count",
                        Language.KQL,
                        Map.of(),
                        query.access(),
                        query.limits());
        try (Rows rows = run(count)) {
            return rows.next() ? (long) rows.value(0) : 0;
        }
    }

    /** What becomes of a question, stage by stage, without asking it. */
    public Explanation explain(Query query) {
        BoundQuery bound = bind(query).getFirst();
        RelNode plan = plan(query, bound);
        return new Explanation(
                words(query),
                tree(query),
                PlanText.of(bound.plan()),
                PlanText.of(plan),
                written(query, plan));
    }

    /** What may be written at a place of a text, which need not be whole. */
    public Completion complete(Query query, int position) {
        return shallow(query, () -> completions.at(query, position));
    }

    /** What the word at a place of a text means. */
    public Optional<Hover> hover(Query query, int position) {
        return shallow(query, () -> completions.hover(query, position));
    }

    private Sight sight(String text) {
        return binder.sight(text, Parser.readable(text), clock.instant());
    }

    /** Asks a first question, so that the first caller does not wait for classes to load. */
    public void warmUp() {
        try (Rows rows = run(Query.kql("print ready = 1"))) {
            while (rows.next()) {
                rows.value(0);
            }
        }
    }

    private List<BoundQuery> bind(Query query) {
        if (query.language() == Language.SQL) {
            return List.of(
                    shallow(
                            query,
                            () ->
                                    sql.bind(
                                            query.text(),
                                            query.now().orElseGet(clock::instant),
                                            question -> inquired(query, question))));
        }
        Program program = parse(query);
        return shallow(
                query,
                () ->
                        binder.bind(
                                query.text(),
                                program,
                                query.now().orElseGet(clock::instant),
                                query.parameters(),
                                question -> inquired(query, question)));
    }

    /**
     * What a question must know of the data before it is bound: asked as the question itself is.
     */
    private List<List<Object>> inquired(Query query, BoundQuery question) {
        List<List<Object>> all = new ArrayList<>();
        try (Rows rows = rows(query, question, written(query, plan(query, question)))) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < question.columns().size(); i++) {
                    row.add(rows.value(i));
                }
                all.add(row);
            }
        }
        return all;
    }

    private Rows rows(Query query, BoundQuery bound, String sql) {
        return engine.run(
                new EngineQuery(
                        sql,
                        bound.columns(),
                        query.text(),
                        query.limits().rows(),
                        query.limits().time()));
    }

    private RelNode plan(Query query, BoundQuery bound) {
        return shallow(query, () -> planner.plan(bound, query.access()));
    }

    private String written(Query query, RelNode plan) {
        return shallow(query, () -> SqlWriter.write(plan, engine.dialect()));
    }

    /** Stages call themselves for what is nested: what is nested too deep is its author's fault. */
    private static <T> T shallow(Query query, Supplier<T> stage) {
        try {
            return stage.get();
        } catch (StackOverflowError deep) {
            throw QueryException.at(
                    query.text(),
                    new Span(0, query.text().length()),
                    Kind.LIMIT,
                    "the query is nested too deeply; split it with 'let'");
        }
    }

    private String tree(Query query) {
        return query.language() == Language.SQL
                ? sql.tree(query.text())
                : TreeText.of(parse(query));
    }

    private static Program parse(Query query) {
        return shallow(query, () -> Parser.parse(query.text()));
    }

    private static List<String> words(Query query) {
        String text = query.text();
        if (query.language() == Language.SQL) {
            return SqlWords.of(text);
        }
        return Lexer.tokens(text, new ArrayList<>()).stream()
                .filter(token -> token.kind() != Token.Kind.END)
                .map(token ->
                        token.kind().name().toLowerCase(Locale.ROOT)
                                + " "
                                + text.substring(token.span().start(), token.span().end()))
                .toList();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
