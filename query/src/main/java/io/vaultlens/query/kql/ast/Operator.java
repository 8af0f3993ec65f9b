package io.vaultlens.query.kql.ast;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * One step of a pipeline.
 *
 * <p>Hints are read and left out: they change no answer. A pipeline inside an operator that works
 * on the operator's own input has {@link Source.Implied} as its source.
 */
public sealed interface Operator {
    /** Where it stands in the text, without the bar before it. */
    Span span();

    /** {@code where predicate}. */
    record Where(Expression predicate, Span span) implements Operator {}

    /** {@code project items}. */
    record Project(List<NamedExpression> items, Span span) implements Operator {}

    /** {@code project-away patterns}. */
    record ProjectAway(List<NamePattern> columns, Span span) implements Operator {}

    /** {@code project-keep patterns}. */
    record ProjectKeep(List<NamePattern> columns, Span span) implements Operator {}

    /** {@code project-by-names "name", dynamic(["name*"]), …}. */
    record ProjectByNames(List<Expression> names, Span span) implements Operator {}

    /** {@code project-rename new = old, …}. */
    record ProjectRename(List<NamedExpression> items, Span span) implements Operator {}

    /** {@code project-reorder patterns}. */
    record ProjectReorder(List<ReorderItem> items, Span span) implements Operator {}

    /** {@code extend items}. */
    record Extend(List<NamedExpression> items, Span span) implements Operator {}

    /** {@code summarize aggregates by keys}. */
    record Summarize(List<NamedExpression> aggregates, List<NamedExpression> keys, Span span)
            implements Operator {}

    /** {@code distinct columns}; one {@link Expression.Star} for all. */
    record Distinct(List<NamedExpression> items, Span span) implements Operator {}

    /** {@code sort by keys}. */
    record Sort(List<SortKey> keys, Span span) implements Operator {}

    /** {@code top count by keys}. */
    record Top(Expression count, List<SortKey> keys, Span span) implements Operator {}

    /** {@code take count}. */
    record Take(Expression count, Span span) implements Operator {}

    /** {@code count}, with the column's name in {@code count as Name}. */
    record Count(Optional<Name> name, Span span) implements Operator {}

    /** {@code join kind=… (right) on conditions}; the kind is empty where the text has none. */
    record Join(String kind, Pipeline right, List<Expression> conditions, Span span)
            implements Operator {}

    /** {@code lookup kind=… (right) on conditions}; the kind is empty where the text has none. */
    record Lookup(String kind, Pipeline right, List<Expression> conditions, Span span)
            implements Operator {}

    /**
     * {@code union tables}.
     *
     * @param inner whether only common columns stay
     * @param sourceColumn the column that names each row's table
     * @param fuzzy whether a table that does not exist is left out
     */
    record Union(
            List<Pipeline> tables,
            boolean inner,
            Optional<Name> sourceColumn,
            boolean fuzzy,
            Span span)
            implements Operator {}

    /** {@code mv-expand items}. */
    record MvExpand(
            List<ExpandItem> items,
            boolean pairs,
            Optional<Name> indexColumn,
            Optional<Expression> limit,
            Span span)
            implements Operator {}

    /** {@code mv-apply items on (pipeline)}. */
    record MvApply(
            List<ExpandItem> items,
            Optional<Name> indexColumn,
            Optional<Expression> limit,
            Pipeline body,
            Span span)
            implements Operator {}

    /**
     * {@code parse value with parts} and {@code parse-where}.
     *
     * @param filter whether rows that do not match are left out
     * @param kind simple, relaxed or regex
     * @param flags those of the regular expression
     */
    record Parse(
            boolean filter,
            String kind,
            String flags,
            Expression value,
            List<ParsePart> parts,
            Span span)
            implements Operator {}

    /** {@code parse-kv value as (columns) with (options)}. */
    record ParseKv(
            Expression value, List<SchemaColumn> columns, List<NamedExpression> options, Span span)
            implements Operator {}

    /**
     * {@code make-series aggregates on axis from … to … step … by keys}.
     *
     * @param endIncluded whether it is written {@code in range(from, to, step)}
     * @param nonempty whether no rows give a series of defaults
     */
    record MakeSeries(
            List<SeriesItem> items,
            NamedExpression axis,
            Optional<Expression> from,
            Optional<Expression> to,
            Expression step,
            boolean endIncluded,
            boolean nonempty,
            List<NamedExpression> keys,
            Span span)
            implements Operator {}

    /** {@code render chart with (options)}. */
    record Render(String chart, List<Option> options, Span span) implements Operator {}

    /** {@code as Name}. */
    record As(Name name, Span span) implements Operator {}

    /** {@code serialize items}. */
    record Serialize(List<NamedExpression> items, Span span) implements Operator {}

    /** {@code getschema}. */
    record GetSchema(Span span) implements Operator {}

    /** {@code consume}: reads everything, answers nothing. */
    record Consume(Span span) implements Operator {}

    /** {@code sample count}. */
    record Sample(Expression count, Span span) implements Operator {}

    /** {@code sample-distinct count of value}. */
    record SampleDistinct(Expression count, NamedExpression value, Span span) implements Operator {}

    /** {@code top-hitters count of value by weight}. */
    record TopHitters(
            Expression count, NamedExpression value, Optional<NamedExpression> weight, Span span)
            implements Operator {}

    /** {@code top-nested levels}. */
    record TopNested(List<NestedLevel> levels, Span span) implements Operator {}

    /** {@code evaluate plugin(…) : schema}. */
    record Evaluate(Expression.Call call, Optional<PluginSchema> schema, Span span)
            implements Operator {}

    /** {@code partition by key (pipeline)}. */
    record Partition(Expression key, Pipeline body, Span span) implements Operator {}

    /** {@code search in (tables) predicate}. */
    record Search(List<NamePattern> tables, Expression predicate, boolean caseSensitive, Span span)
            implements Operator {}

    /**
     * {@code find withsource=… in (tables) where predicate project columns}.
     *
     * @param smart whether the columns are chosen by the predicate and what the tables share
     * @param packRest whether all other columns follow as one bag
     */
    record Find(
            List<Pipeline> tables,
            Optional<Name> sourceColumn,
            Expression predicate,
            boolean smart,
            List<FindColumn> columns,
            boolean packRest,
            Span span)
            implements Operator {}

    /** {@code fork (pipeline) name=(pipeline)}. */
    record Fork(List<Branch> branches, Span span) implements Operator {}

    /** {@code facet by columns with (pipeline)}. */
    record Facet(List<Expression> columns, Optional<Pipeline> body, Span span)
            implements Operator {}

    /**
     * {@code reduce by value with options}.
     *
     * @param keepsRows whether every row stays, with its pattern: {@code kind=source}
     */
    record Reduce(Expression value, boolean keepsRows, List<Option> options, Span span)
            implements Operator {}

    /** {@code invoke function(…)}. */
    record Invoke(Expression.Call call, Span span) implements Operator {}

    /** {@code scan with (steps)}. */
    record Scan(
            Optional<Name> matchColumn, List<ScanColumn> columns, List<ScanStep> steps, Span span)
            implements Operator {}

    /** A column that find projects, perhaps as another type. */
    record FindColumn(Name name, Optional<ColumnType> type) {}

    /** One branch of a fork. */
    record Branch(Optional<Name> name, Pipeline body) {}

    /** One entry of project-reorder: a pattern and how the columns it finds are sorted. */
    record ReorderItem(NamePattern columns, ReorderOrder order) {}

    /** How project-reorder sorts the columns of one pattern; granny counts numbers in names. */
    enum ReorderOrder {
        AS_THEY_ARE,
        ASC,
        DESC,
        GRANNY_ASC,
        GRANNY_DESC
    }

    /** One column of mv-expand, perhaps named and typed. */
    record ExpandItem(NamedExpression value, Optional<ColumnType> type) {}

    /** One aggregate of make-series and what fills its gaps. */
    record SeriesItem(NamedExpression aggregate, Optional<Expression> fallback) {}

    /** One level of top-nested; no count means all values. */
    record NestedLevel(
            Optional<Expression> count,
            NamedExpression value,
            Optional<Expression> others,
            NamedExpression weight,
            boolean ascending) {}

    /** The columns a plugin is said to give; a star keeps the input's. */
    record PluginSchema(boolean star, List<SchemaColumn> columns) {}

    /** A column that scan declares. */
    record ScanColumn(SchemaColumn column, Optional<Expression> initial) {}

    /** One step of scan; output is all, last or none. */
    record ScanStep(
            Name name,
            boolean optional,
            String output,
            Expression condition,
            List<NamedExpression> assignments) {}
}
