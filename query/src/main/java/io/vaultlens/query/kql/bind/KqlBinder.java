package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.plan.PlanBuilder;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;

/** Turns the syntax tree of a KQL text into plans: finds what names mean and what types are. */
public final class KqlBinder {
    private final Definitions definitions;
    private final Library library;

    /** A binder over these tables and functions; safe for all threads. */
    public KqlBinder(Catalog catalog, Library library) {
        this.definitions = new Definitions(catalog);
        this.library = library;
    }

    /**
     * The answers of a program in order, at least one; the first is the primary one.
     *
     * @param text the text the program was read from
     * @param now the one moment that {@code now()} means
     * @param parameters values for declared query parameters, by name
     * @param inquiry asks the data where columns depend on it
     * @throws io.vaultlens.query.text.QueryException with every fault that was found
     */
    public List<BoundQuery> bind(
            String text,
            Program program,
            Instant now,
            Map<String, Object> parameters,
            Inquiry inquiry) {
        PlanBuilder plan = PlanBuilder.create();
        Binding binding = new Binding(text, plan.rex(), library, Ticks.fromInstant(now));
        Binders binders = new Binders(definitions, plan, binding, inquiry, Set.of());
        Optional<Long> set = setNow(program, binders);
        if (set.isPresent()) {
            binding = new Binding(text, plan.rex(), library, set.get());
            binders = new Binders(definitions, plan, binding, inquiry, Set.of());
        }
        return new StatementBinder(binders)
                .bind(program, parameters).stream()
                        .map(answer -> {
                            BoundQuery bound = bound(answer.rows(), answer.render(), plan);
                            return new BoundQuery(
                                    bound.plan(), bound.columns(), bound.render(), answer.name());
                        })
                        .toList();
    }

    /**
     * The answer of a pipeline over rows that are known: those of a command before it.
     *
     * @param text the text with {@link GivenRows#NAME} in the command's place
     */
    public BoundQuery bind(String text, Program program, Instant now, FixedRows given) {
        PlanBuilder plan = PlanBuilder.create();
        Binding binding = new Binding(text, plan.rex(), library, Ticks.fromInstant(now));
        Inquiry none = _ -> List.of();
        Binders binders = new Binders(definitions, plan, binding, none, Set.of());
        Relation rows = new GivenRows(plan).of(given);
        Environment names =
                Environment.empty().with(GivenRows.NAME, new Meaning.Table(() -> rows, false));
        StatementBinder.Answer answer =
                new StatementBinder(binders).bind(program, Map.of(), names).getFirst();
        return bound(answer.rows(), answer.render(), plan);
    }

    /** What the end of a text sees, which need be neither whole nor right. */
    public Sight sight(String text, Program program, Instant now) {
        PlanBuilder plan = PlanBuilder.create();
        Binding binding = new Binding(text, plan.rex(), library, Ticks.fromInstant(now));
        Inquiry none = _ -> List.of();
        Binders binders = new Binders(definitions, plan, binding, none, Set.of()).lenient();
        return new StatementBinder(binders).sight(program);
    }

    /**
     * The rows of a table or view within another plan, exactly its columns.
     *
     * @param binding the query that asks for them
     */
    public RelNode rows(TableDef table, PlanBuilder plan, Binding binding, Inquiry inquiry) {
        Binders binders = new Binders(definitions, plan, binding, inquiry, Set.of());
        Relation rows = binders.tables().rows(table.name(), new Span(0, 0), Environment.empty());
        List<RexNode> values = new ArrayList<>();
        rows.columns().forEach(column -> values.add(column.value()));
        return LogicalProject.create(rows.node(), List.of(), values, rows.names(), Set.of());
    }

    /** The moment of {@code set query_now = datetime(…)}, as far as a text has it. */
    private static Optional<Long> setNow(Program program, Binders binders) {
        Optional<Long> moment = Optional.empty();
        for (Statement statement : program.statements()) {
            if (statement instanceof Statement.SetOption(var name, var value, var span)
                    && name.text().equals("query_now")) {
                RexNode given =
                        value.map(binders.functions()::constant)
                                .orElseThrow(() -> noMoment(binders, span));
                moment =
                        Binding.constant(binders.expressions().convert(given, ColumnType.DATETIME))
                                .map(Long.class::cast);
                if (moment.isEmpty()) {
                    throw noMoment(binders, span);
                }
            }
        }
        return moment;
    }

    private static QueryException noMoment(Binders binders, Span span) {
        return binders.error(span, "query_now is set to a moment, as in: datetime(2025-03-09)");
    }

    /** The columns in sight first, then those that only the order needs; the order on top. */
    static BoundQuery bound(Relation rows, Optional<Render> render, PlanBuilder plan) {
        List<ResultColumn> columns = new ArrayList<>();
        for (Scope.Column column : rows.columns()) {
            columns.add(new ResultColumn(column.name(), Binding.type(column.value())));
        }
        Relation all =
                new Relation(
                        rows.node(),
                        rows.fields(),
                        rows.order(),
                        OptionalInt.empty(),
                        Optional.empty());
        Relation last = all.project(plan, all.columns());
        RelNode node = last.node();
        if (!last.order().isEmpty()) {
            node = LogicalSort.create(node, RelCollations.of(last.order()), null, null);
        }
        return new BoundQuery(node, columns, render);
    }
}
