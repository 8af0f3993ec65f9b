package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.text.QueryException;
import java.util.List;

/** Binds pipelines: a source, then each operator over what the one before it gives. */
final class PipelineBinder {
    private static final int DEEPEST = 300;

    private final Binders binders;
    private final SourceBinder sources;
    private final RowBinder rows;
    private final ColumnBinder columns;
    private final SummarizeBinder summarize;
    private final JoinBinder joins;
    private final UnionBinder unions;
    private final ExpandBinder expand;
    private final ParseBinder parse;
    private final PartitionBinder partitions;
    private final PluginBinder plugins;
    private final SearchBinder searches;
    private final FindBinder finds;
    private final KeyValueBinder keyValues;
    private final ReduceBinder reduces;
    private final ScanBinder scans;
    private final TopNestedBinder nested;
    private final MakeSeriesBinder series;
    private int depth;

    PipelineBinder(Binders binders) {
        this.binders = binders;
        this.sources = new SourceBinder(binders);
        this.rows = new RowBinder(binders);
        this.columns = new ColumnBinder(binders);
        this.summarize = new SummarizeBinder(binders);
        this.joins = new JoinBinder(binders);
        this.unions = new UnionBinder(binders);
        this.expand = new ExpandBinder(binders);
        this.parse = new ParseBinder(binders);
        this.partitions = new PartitionBinder(binders, expand, unions);
        this.plugins = new PluginBinder(binders);
        this.searches = new SearchBinder(binders, unions);
        this.finds = new FindBinder(binders, unions, searches);
        this.keyValues = new KeyValueBinder(binders);
        this.reduces = new ReduceBinder(binders, joins);
        this.scans = new ScanBinder(binders);
        this.nested = new TopNestedBinder(binders, summarize);
        this.series = new MakeSeriesBinder(binders, summarize);
    }

    /** The rows of a pipeline. */
    Relation bind(Pipeline pipeline, Environment environment) {
        if (++depth > DEEPEST) {
            throw binders.error(
                    pipeline.span(), "queries are nested more than " + DEEPEST + " levels deep");
        }
        Relation source = sources.bind(pipeline.source(), environment);
        Relation result = bind(source, pipeline.operators(), environment);
        depth--;
        return result;
    }

    /**
     * The rows after some operators.
     *
     * <p>After a fault the operators behind it are still bound, so that their faults are found too.
     */
    Relation bind(Relation input, List<Operator> operators, Environment environment) {
        Relation result = input;
        Environment names = environment;
        Recovery recovery = new Recovery(binders);
        for (Operator operator : operators) {
            try {
                Relation next = bind(operator, result, names);
                recovery.passed(operator, result, next);
                result = next;
                if (operator instanceof Operator.As as) {
                    names = names.with(as.name().text(), new Meaning.Table(() -> next, false));
                }
            } catch (QueryException e) {
                result = recovery.after(operator, result, e);
            }
        }
        if (!binders.isLenient()) {
            recovery.refuse();
        }
        return result;
    }

    /** The binder of plugins. */
    PluginBinder plugins() {
        return plugins;
    }

    /** The rows of an operator that begins a pipeline. */
    Relation leading(Operator operator, Environment environment) {
        return switch (operator) {
            case Operator.Union union -> unions.union(union, environment);
            case Operator.Search search -> searches.search(search, environment);
            case Operator.Find find -> finds.find(find, environment);
            default ->
                    throw binders.error(
                            operator.span(), "a query begins with a table and not with this");
        };
    }

    private Relation bind(Operator operator, Relation input, Environment environment) {
        return switch (operator) {
            case Operator.Where where -> rows.where(where, input, environment);
            case Operator.Take take -> rows.take(take, input, environment);
            case Operator.Sort sort -> rows.sort(sort, input, environment);
            case Operator.Top top -> rows.top(top, input, environment);
            case Operator.Count count -> summarize.count(count, input);
            case Operator.Distinct distinct -> summarize.distinct(distinct, input, environment);
            case Operator.Sample sample -> rows.sample(sample, input, environment);
            case Operator.SampleDistinct sample ->
                    rows.sampleDistinct(sample, input, environment, summarize);
            case Operator.Serialize serialize ->
                    columns.extend(serialize.items(), input, environment);
            case Operator.GetSchema _ -> columns.schema(input);
            case Operator.Consume _ -> rows.none(input);
            case Operator.As _, Operator.Render _ -> input;
            case Operator.Project project -> columns.project(project, input, environment);
            case Operator.ProjectAway away -> columns.away(away, input);
            case Operator.ProjectKeep keep -> columns.keep(keep, input);
            case Operator.ProjectByNames chosen -> columns.byNames(chosen, input, environment);
            case Operator.ProjectRename rename -> columns.rename(rename, input);
            case Operator.ProjectReorder reorder -> columns.reorder(reorder, input);
            case Operator.Extend extend -> columns.extend(extend.items(), input, environment);
            case Operator.Summarize group -> summarize.summarize(group, input, environment);
            case Operator.Join join -> joins.join(join, input, environment);
            case Operator.Lookup lookup -> joins.lookup(lookup, input, environment);
            case Operator.Union union -> unions.union(union, input, environment);
            case Operator.MvExpand mvExpand -> expand.mvExpand(mvExpand, input, environment);
            case Operator.MvApply apply -> partitions.mvApply(apply, input, environment);
            case Operator.Partition partition ->
                    partitions.partition(partition, input, environment);
            case Operator.Search search -> searches.search(search, input, environment);
            case Operator.Evaluate evaluate -> plugins.evaluate(evaluate, input, environment);
            case Operator.MakeSeries make -> series.makeSeries(make, input, environment);
            case Operator.TopNested top -> nested.topNested(top, input, environment);
            case Operator.Find find -> finds.find(find, input, environment);
            case Operator.ParseKv parts -> keyValues.parse(parts, input, environment);
            case Operator.TopHitters top -> summarize.hitters(top, input, environment);
            case Operator.Reduce reduce -> reduces.reduce(reduce, input, environment);
            case Operator.Scan scan -> scans.scan(scan, input, environment);
            case Operator.Parse parts -> parse.parse(parts, input, environment);
            case Operator.Fork _, Operator.Facet _ ->
                    throw binders.error(
                            operator.span(),
                            "fork and facet give several tables; they stand last in a query");
            case Operator.Invoke invoke ->
                    binders.functions().invoked(invoke.call(), input, environment);
        };
    }
}
