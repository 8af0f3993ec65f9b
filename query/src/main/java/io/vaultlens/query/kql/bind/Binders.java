package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.query.plan.PlanBuilder;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The binders of one text, which call each other; for one thread.
 *
 * <p>A view's text has binders of its own over the same plan.
 */
final class Binders {
    private final Definitions definitions;
    private final PlanBuilder plan;
    private final Binding binding;
    private final Inquiry inquiry;
    private final Set<String> openViews;
    private final ExpressionBinder expressions;
    private final Items items;
    private final FunctionBinder functions;
    private final CatalogFunctions catalogFunctions;
    private final TableNames tables;
    private final PipelineBinder pipelines;
    private final BoundCalls calls;
    private boolean lenient;

    Binders(
            Definitions definitions,
            PlanBuilder plan,
            Binding binding,
            Inquiry inquiry,
            Set<String> openViews) {
        this(definitions, plan, binding, inquiry, openViews, new BoundCalls());
    }

    private Binders(
            Definitions definitions,
            PlanBuilder plan,
            Binding binding,
            Inquiry inquiry,
            Set<String> openViews,
            BoundCalls calls) {
        this.definitions = definitions;
        this.plan = plan;
        this.binding = binding;
        this.inquiry = inquiry;
        this.openViews = openViews;
        this.calls = calls;
        this.expressions = new ExpressionBinder(binding);
        this.items = new Items(expressions);
        this.functions = new FunctionBinder(this);
        this.catalogFunctions = new CatalogFunctions(this);
        this.tables = new TableNames(this);
        this.pipelines = new PipelineBinder(this);
    }

    /** The binders of a view that this text asks. */
    Binders forView(String name, String text) {
        Set<String> open = new java.util.HashSet<>(openViews);
        open.add(name);
        Binding inner = new Binding(text, binding.rex(), binding.library(), binding.nowTicks());
        return new Binders(definitions, plan, inner, inquiry, open, calls);
    }

    /** Lets pipelines give what they can of their columns, whatever is wrong with them. */
    Binders lenient() {
        lenient = true;
        return this;
    }

    boolean isLenient() {
        return lenient;
    }

    /** Whether a view is being bound, so that it cannot be asked again. */
    boolean isOpen(String view) {
        return openViews.contains(view);
    }

    /** What functions and views have given so far, in this text and in those of the views. */
    BoundCalls calls() {
        return calls;
    }

    Inquiry inquiry() {
        return inquiry;
    }

    Catalog catalog() {
        return definitions.catalog();
    }

    Definitions definitions() {
        return definitions;
    }

    PlanBuilder plan() {
        return plan;
    }

    Binding binding() {
        return binding;
    }

    ExpressionBinder expressions() {
        return expressions;
    }

    Items items() {
        return items;
    }

    FunctionBinder functions() {
        return functions;
    }

    CatalogFunctions catalogFunctions() {
        return catalogFunctions;
    }

    TableNames tables() {
        return tables;
    }

    PipelineBinder pipelines() {
        return pipelines;
    }

    QueryException error(Span span, String message) {
        return binding.error(span, message);
    }

    /** Does each thing, and throws what went wrong in all of them as one. */
    <T> void each(List<T> things, java.util.function.Consumer<T> work) {
        List<Fault> faults = new ArrayList<>();
        for (T thing : things) {
            try {
                work.accept(thing);
            } catch (QueryException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new QueryException(faults);
        }
    }
}
