package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.function.OtherLanguages;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Turns scalar expressions into the algebra's: the way in to the binders by kind of expression. */
public final class ExpressionBinder {
    private final Binding binding;
    private final Conversions conversions;
    private final Comparisons comparisons;
    private final TextMatches matches;
    private final Arithmetic arithmetic;
    private final Paths paths;
    private final Memberships memberships;
    private final Calls calls;
    private final Tuples tuples;

    /** A binder for the expressions of one query. */
    public ExpressionBinder(Binding binding) {
        this.binding = binding;
        this.conversions = new Conversions(binding);
        this.comparisons = new Comparisons(binding, conversions);
        this.matches = new TextMatches(binding, conversions, comparisons);
        this.arithmetic = new Arithmetic(binding, conversions);
        this.paths = new Paths(binding);
        this.memberships = new Memberships(this, binding, conversions, comparisons, matches);
        this.calls = new Calls(this, binding, conversions);
        this.tuples = new Tuples(this, binding, conversions);
    }

    /** What all binders of the query share. */
    public Binding binding() {
        return binding;
    }

    /** The names of all scalar functions that an expression may call, in lower case. */
    public static List<String> functionNames(Library library) {
        List<String> names = new ArrayList<>(library.scalarNames());
        names.addAll(SpecialForms.NAMES);
        names.addAll(SpecialForms.CONVERSIONS.keySet());
        return names;
    }

    /** The binder of functions with several columns. */
    Tuples tuples() {
        return tuples;
    }

    /** The value of an expression. */
    public RexNode bind(Expression expression, Scope scope, Use use) {
        return switch (expression) {
            case Expression.Literal literal ->
                    binding.rex().literal(literal.type(), literal.value());
            case Expression.NullLiteral literal -> binding.rex().literal(literal.type(), null);
            case Expression.Reference reference -> reference(reference, scope);
            case Expression.Sign sign -> sign(sign, scope);
            case Expression.Binary binary -> binary(binary, scope, use);
            case Expression.Between between -> between(between, scope);
            case Expression.Membership membership -> memberships.bind(membership, scope, use);
            case Expression.Call call -> calls.bind(call, scope, use);
            case Expression.Member member -> member(member, scope);
            case Expression.Index index -> index(index, scope);
            case Expression.Subquery subquery -> scalar(scope.rows(subquery.pipeline()), subquery);
            case Expression.TypeOf type ->
                    throw binding.error(type.span(), "typeof() may only name a function's result");
            case Expression.Star star ->
                    throw binding.error(star.span(), "'*' is no value; name a column");
        };
    }

    /** The value of an expression as a condition: a bool. */
    public RexNode condition(Expression expression, Scope scope, Use use) {
        RexNode value = bind(expression, scope, use);
        return truth(value, expression.span());
    }

    /** The value of an expression as another type, as {@code to…()} makes it. */
    public RexNode convert(RexNode value, ColumnType type) {
        return conversions.to(type, value);
    }

    /** The value of a function that others are made of, with a call's arguments. */
    RexNode inner(String name, Expression.Call call, Scope scope) {
        return calls.inner(name, call, scope);
    }

    /** The first value of a query's first column; null where it has no row. */
    RexNode scalar(RelNode rows, Expression at) {
        if (rows.getRowType().getFieldCount() == 0) {
            throw binding.error(at.span(), "the query gives no column, a value needs one");
        }
        RexNode column = binding.rex().makeInputRef(rows, 0);
        RelNode one =
                org.apache.calcite.rel.logical.LogicalSort.create(
                        org.apache.calcite.rel.logical.LogicalProject.create(
                                rows,
                                java.util.List.of(),
                                java.util.List.of(column),
                                java.util.List.of("value"),
                                java.util.Set.of()),
                        org.apache.calcite.rel.RelCollations.EMPTY,
                        null,
                        binding.rex().number(1));
        RexNode value = RexSubQuery.scalar(one);
        return Binding.type(value) == ColumnType.STRING
                ? binding.sure("toscalar", ColumnType.STRING, "coalesce($1, '')", value)
                : value;
    }

    /** The value of a function of the library over these values, in the place of a call. */
    RexNode inner(String name, java.util.List<RexNode> values, Expression.Call call) {
        return calls.inner(name, values, call);
    }

    /** A comparison of two values. */
    RexNode compared(BinaryOperator operator, RexNode left, RexNode right, Span span) {
        return comparisons.compare(operator, left, right, Use.VALUE, span);
    }

    /** A moment some time later, or earlier. */
    RexNode shifted(RexNode moment, RexNode length, boolean earlier, Span span) {
        BinaryOperator operator = earlier ? BinaryOperator.MINUS : BinaryOperator.PLUS;
        return arithmetic.binary(operator, moment, length, span);
    }

    /** A value as a condition: a number is true unless it is 0. */
    RexNode truth(RexNode value, Span span) {
        ColumnType type = Binding.type(value);
        return switch (type) {
            case BOOL -> value;
            case INT, LONG, REAL, DECIMAL, DYNAMIC -> conversions.to(ColumnType.BOOL, value);
            default ->
                    throw binding.error(
                            span,
                            "a condition is a bool, this is a "
                                    + type.kqlName()
                                    + "; compare it with something, as in x == y");
        };
    }

    private RexNode reference(Expression.Reference reference, Scope scope) {
        Optional<RexNode> value = scope.name(reference.name());
        if (value.isPresent()) {
            return value.get();
        }
        if (scope.isTable(reference)) {
            throw binding.error(
                    reference.span(),
                    "'"
                            + reference.name()
                            + "' is a table; a value is needed here, such as"
                            + " toscalar("
                            + reference.name()
                            + " | summarize …)");
        }
        throw binding.error(
                reference.span(),
                "unknown column '" + reference.name() + "'" + wayOut(reference.name(), scope));
    }

    /** What may have been meant by a name that is no column. */
    private String wayOut(String name, Scope scope) {
        if (name.equalsIgnoreCase("null")) {
            return "; ask isnull(x) or isempty(x), or write a null of a type, such as int(null)";
        }
        String near = Nearest.hint(name, scope.names());
        if (!near.isEmpty()) {
            return near;
        }
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        if (!binding.library().aggregates(lower).isEmpty()) {
            return "; a function has brackets: " + lower + (lower.equals("count") ? "()" : "(…)");
        }
        if (name.startsWith("$")) {
            return "; a parameter is declared first, as in: declare query_parameters(name: string);"
                    + " then its name alone";
        }
        return OtherLanguages.word(name).orElse("");
    }

    private RexNode sign(Expression.Sign sign, Scope scope) {
        RexNode operand = bind(sign.operand(), scope, Use.VALUE);
        return sign.negative() ? arithmetic.negative(operand, sign.span()) : operand;
    }

    private RexNode binary(Expression.Binary binary, Scope scope, Use use) {
        BinaryOperator operator = binary.operator();
        if (operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            RexNode left = condition(binary.left(), scope, use);
            RexNode right = condition(binary.right(), scope, use);
            return binding.rex()
                    .makeCall(
                            operator == BinaryOperator.AND
                                    ? SqlStdOperatorTable.AND
                                    : SqlStdOperatorTable.OR,
                            left,
                            right);
        }
        RexNode left = bind(binary.left(), scope, Use.VALUE);
        RexNode right = right(binary.right(), left, scope);
        Span at = binary.operatorSpan();
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    comparisons.compare(operator, left, right, use, at);
            case EQUAL_ANY_CASE -> comparisons.equalAnyCase(false, left, right, use);
            case NOT_EQUAL_ANY_CASE -> comparisons.equalAnyCase(true, left, right, use);
            case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic.binary(operator, left, right, at);
            default -> matches.match(operator, left, right, at);
        };
    }

    /** A word that is no column, beside a text, is mostly a text without its quotes. */
    private RexNode right(Expression right, RexNode left, Scope scope) {
        if (right instanceof Expression.Reference word
                && KqlTypes.columnType(left.getType()) == ColumnType.STRING
                && scope.name(word.name()).isEmpty()
                && !scope.isTable(word)
                && wayOut(word.name(), scope).isEmpty()) {
            throw binding.error(
                    word.span(),
                    "unknown column '%1$s'; a text stands in quotes: \"%1$s\""
                            .formatted(word.name()));
        }
        return bind(right, scope, Use.VALUE);
    }

    private RexNode between(Expression.Between between, Scope scope) {
        return comparisons.between(
                bind(between.value(), scope, Use.VALUE),
                bind(between.low(), scope, Use.VALUE),
                bind(between.high(), scope, Use.VALUE),
                between.negated(),
                between.span());
    }

    private RexNode member(Expression.Member member, Scope scope) {
        Optional<RexNode> side = side(member, scope);
        if (side.isPresent()) {
            return side.get();
        }
        RexNode object = bind(member.object(), scope, Use.VALUE);
        return paths.property(object, member.name().text(), member.name().span());
    }

    /** {@code $left.x} and {@code $right.x}. */
    private Optional<RexNode> side(Expression.Member member, Scope scope) {
        if (!(member.object() instanceof Expression.Reference reference)) {
            return Optional.empty();
        }
        Optional<Scope> side = scope.side(reference.name());
        return side.map(each ->
                reference(
                        new Expression.Reference(member.name().text(), member.name().span()),
                        each));
    }

    private RexNode index(Expression.Index index, Scope scope) {
        RexNode place = bind(index.index(), scope, Use.VALUE);
        if (index.object() instanceof Expression.Call call && tuples.givesSeveral(call)) {
            return tuples.part(call, place, index.index().span(), scope);
        }
        RexNode object = bind(index.object(), scope, Use.VALUE);
        return paths.element(object, place, index.index().span());
    }
}
