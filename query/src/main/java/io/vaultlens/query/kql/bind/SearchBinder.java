package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.Operator;
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
        return found(search, new UnionBinder.Leg("search_arg0", input), environment)
                .map(leg -> unions.merged(List.of(leg), Optional.of(source(search))))
                .orElseThrow(() -> noColumn(search));
    }

    /** Over the tables named, or all that wildcards would find. */
    Relation search(Operator.Search search, Environment environment) {
        List<NamePattern> patterns =
                search.tables().isEmpty()
                        ? List.of(new NamePattern("*", true, search.span()))
                        : search.tables();
        List<UnionBinder.Leg> legs = new ArrayList<>();
        for (NamePattern pattern : patterns) {
            for (UnionBinder.Leg leg : tables(pattern, environment)) {
                found(search, leg, environment).ifPresent(legs::add);
            }
        }
        if (legs.isEmpty()) {
            throw noColumn(search);
        }
        return unions.merged(legs, Optional.of(source(search)));
    }

    private List<UnionBinder.Leg> tables(NamePattern pattern, Environment environment) {
        if (pattern.wildcard()) {
            return binders.tables().matching(pattern, environment).stream()
                    .map(named -> new UnionBinder.Leg(named.name(), named.rows()))
                    .toList();
        }
        Relation rows = binders.tables().rows(pattern.text(), pattern.span(), environment);
        return List.of(new UnionBinder.Leg(pattern.text(), rows));
    }

    private static Name source(Operator.Search search) {
        return new Name(SOURCE, search.span());
    }

    private QueryException noColumn(Operator.Search search) {
        return binders.error(
                search.predicate().span(), "no table has the columns that are searched for");
    }

    /** The rows of a table that meet the predicate; none where it lacks a column. */
    private Optional<UnionBinder.Leg> found(
            Operator.Search search, UnionBinder.Leg leg, Environment environment) {
        Optional<Expression> predicate = over(search.predicate(), search, leg.rows());
        if (predicate.isEmpty()) {
            return Optional.empty();
        }
        RowScope scope = new RowScope(binders, environment, leg.rows());
        RexNode condition = binders.expressions().condition(predicate.get(), scope, Use.FILTER);
        return Optional.of(new UnionBinder.Leg(leg.name(), RowBinder.filtered(scope, condition)));
    }

    /** The predicate for the columns of one table; empty where it can never be true there. */
    private Optional<Expression> over(
            Expression expression, Operator.Search search, Relation rows) {
        return switch (expression) {
            case Expression.Literal literal when literal.type() == ColumnType.STRING ->
                    anyColumn(BinaryOperator.HAS, literal, search, rows);
            case Expression.Binary binary -> over(binary, search, rows);
            case Expression.Reference reference -> rows.field(reference.name()).map(_ -> reference);
            default -> Optional.of(expression);
        };
    }

    private Optional<Expression> over(
            Expression.Binary binary, Operator.Search search, Relation rows) {
        if (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR) {
            Optional<Expression> left = over(binary.left(), search, rows);
            Optional<Expression> right = over(binary.right(), search, rows);
            if (left.isPresent() && right.isPresent()) {
                return Optional.of(joined(binary.operator(), left.get(), right.get()));
            }
            return binary.operator() == BinaryOperator.AND
                    ? Optional.empty()
                    : left.or(() -> right);
        }
        if (binary.left() instanceof Expression.Star) {
            return anyColumn(binary.operator(), binary.right(), search, rows);
        }
        boolean lacks =
                binary.left() instanceof Expression.Reference reference
                        && rows.field(reference.name()).isEmpty();
        if (lacks) {
            return Optional.empty();
        }
        return Optional.of(
                binary.operator() == BinaryOperator.SEARCH_TERM
                        ? term(BinaryOperator.HAS, binary.left(), binary.right(), search)
                        : binary);
    }

    private Optional<Expression> anyColumn(
            BinaryOperator operator, Expression term, Operator.Search search, Relation rows) {
        Optional<Expression> any = Optional.empty();
        for (Relation.Field field : rows.fields()) {
            ColumnType type = Binding.type(rows.ref(field));
            if (type != ColumnType.STRING && type != ColumnType.DYNAMIC) {
                continue;
            }
            Expression column = new Expression.Reference(field.name(), term.span());
            Expression found = term(operator, column, term, search);
            any = Optional.of(any.map(one -> joined(BinaryOperator.OR, one, found)).orElse(found));
        }
        return any;
    }

    /** A term with a star at its end is a prefix, with one at both ends any part. */
    private static Expression term(
            BinaryOperator operator, Expression column, Expression term, Operator.Search search) {
        Span span = term.span();
        BinaryOperator kind = search.caseSensitive() ? caseSensitive(operator) : operator;
        Expression wanted = term;
        if (operator == BinaryOperator.HAS
                && term instanceof Expression.Literal literal
                && literal.value() instanceof String text
                && text.contains("*")) {
            boolean starts = text.startsWith("*");
            boolean ends = text.endsWith("*");
            String bare = text.replaceAll("^\\*|\\*$", "");
            kind =
                    starts && ends
                            ? BinaryOperator.CONTAINS
                            : ends ? BinaryOperator.HAS_PREFIX : BinaryOperator.HAS_SUFFIX;
            wanted = new Expression.Literal(ColumnType.STRING, bare, span);
        }
        return new Expression.Binary(kind, column, wanted, span, span);
    }

    private static BinaryOperator caseSensitive(BinaryOperator operator) {
        return switch (operator) {
            case HAS -> BinaryOperator.HAS_CS;
            case CONTAINS -> BinaryOperator.CONTAINS_CS;
            default -> operator;
        };
    }

    private static Expression joined(BinaryOperator operator, Expression left, Expression right) {
        Span span = left.span().to(right.span());
        return new Expression.Binary(operator, left, right, span, span);
    }
}
