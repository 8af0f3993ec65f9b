package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.bind.UnionBinder.Leg;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** Binds search: a term in any column of many tables, each row with its table's name. */
final class SearchBinder {
    private static final String SOURCE = "$table";

    private final Binders binders;
    private final UnionBinder unions;

    SearchBinder(Binders binders, UnionBinder unions) {
        this.binders = binders;
        this.unions = unions;
    }

    /** Over the rows of a pipeline. */
    Relation search(Operator.Search search, Relation input, Environment environment) {
        if (!search.tables().isEmpty()) {
            throw binders.error(
                    search.tables().getFirst().span(),
                    "search over a pipeline takes no tables; begin the query with search in (…)");
        }
        return merged(search, List.of(new Leg("search_arg0", input)), environment);
    }

    /** Over the tables named, or all that wildcards would find. */
    Relation search(Operator.Search search, Environment environment) {
        List<Leg> legs = new ArrayList<>();
        for (NamePattern pattern : search.tables()) {
            legs.addAll(tables(pattern, environment));
        }
        if (search.tables().isEmpty()) {
            legs.addAll(everything(search.span(), environment));
        }
        return merged(search, legs, environment);
    }

    private Relation merged(Operator.Search search, List<Leg> legs, Environment environment) {
        List<Leg> found = found(search.predicate(), search.caseSensitive(), legs, environment);
        return unions.merged(found, Optional.of(new Name(SOURCE, search.span())));
    }

    /** Every table but those that hold the product's own state. */
    List<Leg> everything(Span span, Environment environment) {
        return tables(new NamePattern("*", true, span), environment);
    }

    private List<Leg> tables(NamePattern pattern, Environment environment) {
        if (pattern.wildcard()) {
            return binders.tables().matching(pattern, environment).stream()
                    .map(named -> new Leg(named.name(), named.rows()))
                    .toList();
        }
        Relation rows = binders.tables().rows(pattern.text(), pattern.span(), environment);
        return List.of(new Leg(pattern.text(), rows));
    }

    /**
     * The rows of each table that meet a predicate, at least of one; a table is left out where it
     * lacks a column or where the predicate makes no sense for its columns' types.
     */
    List<Leg> found(
            Expression predicate, boolean caseSensitive, List<Leg> legs, Environment environment) {
        List<Leg> found = new ArrayList<>();
        Optional<QueryException> misfit = Optional.empty();
        for (Leg leg : legs) {
            Optional<Expression> here = new SearchTerms(caseSensitive, leg.rows()).over(predicate);
            try {
                here.map(condition -> filtered(condition, leg, environment)).ifPresent(found::add);
            } catch (QueryException e) {
                misfit = misfit.or(() -> Optional.of(e));
            }
        }
        if (found.isEmpty()) {
            throw misfit.orElseGet(() ->
                    binders.error(
                            predicate.span(), "no table has the columns that are searched for"));
        }
        return found;
    }

    private Leg filtered(Expression predicate, Leg leg, Environment environment) {
        RowScope scope = new RowScope(binders, environment, leg.rows());
        RexNode condition = binders.expressions().condition(predicate, scope, Use.FILTER);
        return new Leg(leg.name(), RowBinder.filtered(scope, condition));
    }
}
