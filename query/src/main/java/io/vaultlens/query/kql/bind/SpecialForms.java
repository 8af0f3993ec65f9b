package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Widening;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Binds the calls that are no plain functions of values: conditions, columns by name, now. */
final class SpecialForms {
    /** The names of the forms. */
    static final List<String> NAMES =
            List.of(
                    "iff",
                    "iif",
                    "case",
                    "not",
                    "isnull",
                    "isnotnull",
                    "notnull",
                    "isempty",
                    "isnotempty",
                    "notempty",
                    "coalesce",
                    "now",
                    "ago",
                    "bin_auto",
                    "column_ifexists",
                    "columnifexists",
                    "iscolumnexists",
                    "toscalar",
                    "pack_all",
                    "bag_pack_columns",
                    "bag_pack",
                    "pack",
                    "pack_dictionary",
                    "column_names_of",
                    "materialize");

    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Conversions conversions;

    SpecialForms(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
    }

    /** The functions that turn any value into a type. */
    static final java.util.Map<String, ColumnType> CONVERSIONS =
            java.util.Map.ofEntries(
                    java.util.Map.entry("tostring", ColumnType.STRING),
                    java.util.Map.entry("tolong", ColumnType.LONG),
                    java.util.Map.entry("toint", ColumnType.INT),
                    java.util.Map.entry("toreal", ColumnType.REAL),
                    java.util.Map.entry("todouble", ColumnType.REAL),
                    java.util.Map.entry("tobool", ColumnType.BOOL),
                    java.util.Map.entry("toboolean", ColumnType.BOOL),
                    java.util.Map.entry("todatetime", ColumnType.DATETIME),
                    java.util.Map.entry("totimespan", ColumnType.TIMESPAN),
                    java.util.Map.entry("totime", ColumnType.TIMESPAN),
                    java.util.Map.entry("toguid", ColumnType.GUID),
                    java.util.Map.entry("todecimal", ColumnType.DECIMAL));

    /** The value of a form; empty where no form has this name. */
    Optional<RexNode> bind(String name, Expression.Call call, Scope scope, Use use) {
        if (CONVERSIONS.containsKey(name)) {
            return Optional.of(conversions.to(CONVERSIONS.get(name), one(call, scope)));
        }
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (name) {
                    case "iff", "iif" -> choice(call, scope, use, 3, 3);
                    case "case" -> choice(call, scope, use, 3, Integer.MAX_VALUE);
                    case "not" -> not(call, scope);
                    case "isnull" -> isNull(one(call, scope));
                    case "isnotnull", "notnull" -> negated(isNull(one(call, scope)));
                    case "isempty" -> isEmpty(one(call, scope));
                    case "isnotempty", "notempty" -> negated(isEmpty(one(call, scope)));
                    case "coalesce" -> coalesce(call, scope);
                    case "now", "ago" -> now(name, call, scope);
                    case "bin_auto" -> binAuto(call, scope);
                    case "column_ifexists", "columnifexists" -> columnIfExists(call, scope);
                    case "iscolumnexists" ->
                            binding.rex().makeLiteral(column(call, scope).isPresent());
                    case "toscalar", "materialize" -> scalar(call, scope);
                    case "column_names_of" -> columnNames(call, scope);
                    case "pack_all" -> packAll(call, scope);
                    case "bag_pack_columns" -> packColumns(call, scope);
                    default -> pack(call, scope);
                });
    }

    private RexNode one(Expression.Call call, Scope scope) {
        count(call, 1, 1);
        return expressions.bind(call.values().getFirst(), scope, Use.VALUE);
    }

    private void count(Expression.Call call, int fewest, int most) {
        int found = call.arguments().size();
        if (found < fewest || found > most) {
            String expected = fewest == most ? "" + fewest : "at least " + fewest;
            throw binding.error(
                    call.span(),
                    "%s() takes %s argument%s, found %d"
                            .formatted(
                                    call.name().text(), expected, fewest == 1 ? "" : "s", found));
        }
    }

    private RexNode choice(Expression.Call call, Scope scope, Use use, int fewest, int most) {
        count(call, fewest, most);
        List<Expression> given = call.values();
        if (given.size() % 2 == 0) {
            throw binding.error(
                    call.span(),
                    call.name().text()
                            + "() takes conditions and values in turn and a last value for all"
                            + " else");
        }
        List<RexNode> conditions = new ArrayList<>();
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i + 1 < given.size(); i += 2) {
            conditions.add(expressions.condition(given.get(i), scope, Use.FILTER));
            values.add(expressions.bind(given.get(i + 1), scope, Use.VALUE));
        }
        values.add(expressions.bind(given.getLast(), scope, Use.VALUE));
        List<RexNode> alike = alike(values);
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            operands.add(conditions.get(i));
            operands.add(alike.get(i));
        }
        operands.add(alike.getLast());
        boolean nullable = alike.stream().anyMatch(each -> each.getType().isNullable());
        ColumnType type = Binding.type(alike.getFirst());
        return binding.rex()
                .makeCall(
                        nullable ? KqlTypes.of(type) : KqlTypes.notNull(type),
                        SqlStdOperatorTable.CASE,
                        operands);
    }

    /** The values in their common type; a mixture without one becomes dynamic. */
    private List<RexNode> alike(List<RexNode> values) {
        List<ColumnType> types = values.stream().map(Binding::type).toList();
        boolean dynamic = types.contains(ColumnType.DYNAMIC);
        List<ColumnType> plain =
                types.stream().filter(type -> type != ColumnType.DYNAMIC).distinct().toList();
        ColumnType common;
        if (dynamic) {
            common = plain.size() == 1 ? plain.getFirst() : ColumnType.DYNAMIC;
        } else {
            common = Widening.common(types).orElse(ColumnType.DYNAMIC);
        }
        return values.stream().map(value -> conversions.to(common, value)).toList();
    }

    private RexNode not(Expression.Call call, Scope scope) {
        count(call, 1, 1);
        RexNode value = expressions.condition(call.values().getFirst(), scope, Use.VALUE);
        return negated(value);
    }

    private RexNode negated(RexNode value) {
        return binding.rex().makeCall(SqlStdOperatorTable.NOT, value);
    }

    private RexNode isNull(RexNode value) {
        if (!value.getType().isNullable()) {
            return binding.rex().makeLiteral(false);
        }
        return binding.rex().makeCall(SqlStdOperatorTable.IS_NULL, value);
    }

    private RexNode isEmpty(RexNode value) {
        return switch (Binding.type(value)) {
            case STRING ->
                    binding.rex()
                            .makeCall(SqlStdOperatorTable.EQUALS, value, binding.rex().text(""));
            case DYNAMIC ->
                    binding.sure(
                            "isempty",
                            ColumnType.BOOL,
                            "($1 = '')",
                            conversions.to(ColumnType.STRING, value));
            default -> isNull(value);
        };
    }

    /** The first value that is there; of texts the first that is not empty. */
    private RexNode coalesce(Expression.Call call, Scope scope) {
        count(call, 1, 64);
        List<RexNode> values = new ArrayList<>();
        for (Expression each : call.values()) {
            values.add(expressions.bind(each, scope, Use.VALUE));
        }
        List<RexNode> alike = alike(values);
        ColumnType type = Binding.type(alike.getFirst());
        if (type != ColumnType.STRING) {
            return binding.call("coalesce", type, "coalesce($*)", alike);
        }
        List<RexNode> filled = new ArrayList<>();
        for (RexNode each : alike) {
            filled.add(
                    binding.operator(
                            "filled",
                            KqlTypes.nullable(ColumnType.STRING),
                            "nullif($1, '')",
                            List.of(each)));
        }
        return binding.operator(
                "coalesce", KqlTypes.of(ColumnType.STRING), "coalesce($*, '')", filled);
    }

    private RexNode now(String name, Expression.Call call, Scope scope) {
        boolean ago = name.equals("ago");
        count(call, ago ? 1 : 0, 1);
        RexNode now = binding.rex().literal(ColumnType.DATETIME, binding.nowTicks());
        if (call.arguments().isEmpty()) {
            return now;
        }
        Expression given = call.values().getFirst();
        RexNode offset = expressions.bind(given, scope, Use.VALUE);
        if (Binding.type(offset) != ColumnType.TIMESPAN) {
            throw binding.error(
                    given.span(),
                    "%s() takes a timespan such as 1d, found %s"
                            .formatted(name, Binding.type(offset).kqlName()));
        }
        return expressions.shifted(now, offset, ago, call.span());
    }

    /** bin_at() with the size and the fixed point that the query's options name. */
    private RexNode binAuto(Expression.Call call, Scope scope) {
        count(call, 1, 1);
        RexNode value = expressions.bind(call.values().getFirst(), scope, Use.VALUE);
        RexNode size =
                scope.option("query_bin_auto_size")
                        .orElseThrow(() ->
                                binding.error(
                                        call.span(),
                                        "bin_auto() needs a size; begin the query with, for"
                                                + " example, set query_bin_auto_size=1h;"));
        RexNode at =
                scope.option("query_bin_auto_at")
                        .orElseGet(() -> conversions.to(Binding.type(value), zero()));
        return expressions.inner("bin_at", List.of(value, size, at), call);
    }

    private RexNode zero() {
        return binding.rex().number(0);
    }

    private Optional<RexNode> column(Expression.Call call, Scope scope) {
        count(call, 1, 2);
        RexNode name = expressions.bind(call.values().getFirst(), scope, Use.VALUE);
        String text =
                Binding.constant(name)
                        .map(Object::toString)
                        .orElseThrow(() ->
                                binding.error(
                                        call.values().getFirst().span(),
                                        "the column's name must be a literal text"));
        return scope.columns().stream()
                .filter(column -> column.name().equals(text))
                .map(Scope.Column::value)
                .findFirst();
    }

    private RexNode columnIfExists(Expression.Call call, Scope scope) {
        count(call, 2, 2);
        return column(call, scope)
                .orElseGet(() -> expressions.bind(call.values().getLast(), scope, Use.VALUE));
    }

    private RexNode scalar(Expression.Call call, Scope scope) {
        count(call, 1, 1);
        Expression given = call.values().getFirst();
        if (given instanceof Expression.Subquery subquery) {
            return expressions.scalar(scope.rows(subquery.pipeline()), given);
        }
        if (scope.isTable(given)) {
            return expressions.scalar(scope.rows(given), given);
        }
        return expressions.bind(given, scope, Use.VALUE);
    }

    private RexNode columnNames(Expression.Call call, Scope scope) {
        count(call, 1, 1);
        Expression given = call.values().getFirst();
        List<String> names =
                (given instanceof Expression.Subquery subquery
                                ? scope.rows(subquery.pipeline())
                                : scope.rows(given))
                        .getRowType()
                        .getFieldNames();
        return binding.rex().literal(ColumnType.DYNAMIC, DynamicArrays.json(names));
    }

    private RexNode pack(Expression.Call call, Scope scope) {
        List<Expression> given = call.values();
        if (given.size() % 2 != 0) {
            throw binding.error(
                    call.span(), call.name().text() + "() takes keys and values in turn");
        }
        List<RexNode> operands = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            RexNode value = expressions.bind(given.get(i), scope, Use.VALUE);
            ColumnType type = i % 2 == 0 ? ColumnType.STRING : ColumnType.DYNAMIC;
            operands.add(conversions.to(type, value));
        }
        return object(operands);
    }

    private RexNode packAll(Expression.Call call, Scope scope) {
        count(call, 0, 1);
        boolean filledOnly =
                !call.arguments().isEmpty()
                        && Binding.constant(
                                        expressions.bind(
                                                call.values().getFirst(), scope, Use.VALUE))
                                .equals(Optional.of((Object) true));
        return pack(scope.columns(), filledOnly);
    }

    private RexNode packColumns(Expression.Call call, Scope scope) {
        List<Scope.Column> columns = new ArrayList<>();
        for (Expression each : call.values()) {
            String name = ResultNames.of(each);
            columns.add(new Scope.Column(name, expressions.bind(each, scope, Use.VALUE)));
        }
        return pack(columns, false);
    }

    private RexNode pack(List<Scope.Column> columns, boolean filledOnly) {
        List<RexNode> operands = new ArrayList<>();
        for (Scope.Column each : columns) {
            operands.add(binding.rex().text(each.name()));
            RexNode value = conversions.to(ColumnType.DYNAMIC, each.value());
            operands.add(
                    filledOnly
                            ? binding.call(
                                    "filled", ColumnType.DYNAMIC, "nullif($1, '\"\"'::JSON)", value)
                            : value);
        }
        RexNode object = object(operands);
        return filledOnly
                ? binding.call(
                        "bag_filled", ColumnType.DYNAMIC, "json_merge_patch('{}', $1)", object)
                : object;
    }

    private RexNode object(List<RexNode> operands) {
        return binding.operator(
                "bag_pack", KqlTypes.notNull(ColumnType.DYNAMIC), "json_object($*)", operands);
    }
}
