package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.MembershipOperator;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Binds {@code in}, {@code has_any} and their kin over lists, dynamic arrays and queries. */
final class Memberships {
    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Conversions conversions;
    private final Comparisons comparisons;
    private final TextMatches matches;

    Memberships(
            ExpressionBinder expressions,
            Binding binding,
            Conversions conversions,
            Comparisons comparisons,
            TextMatches matches) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
        this.comparisons = comparisons;
        this.matches = matches;
    }

    /** Whether a value is among others. */
    RexNode bind(Expression.Membership membership, Scope scope, Use use) {
        RexNode value = expressions.bind(membership.value(), scope, Use.VALUE);
        return switch (membership.operator()) {
            case IN, IN_ANY_CASE, NOT_IN, NOT_IN_ANY_CASE -> in(membership, value, scope, use);
            case HAS_ANY, HAS_ALL -> has(membership, value, scope);
        };
    }

    private RexNode in(Expression.Membership membership, RexNode value, Scope scope, Use use) {
        MembershipOperator operator = membership.operator();
        boolean anyCase =
                operator == MembershipOperator.IN_ANY_CASE
                        || operator == MembershipOperator.NOT_IN_ANY_CASE;
        boolean negated =
                operator == MembershipOperator.NOT_IN
                        || operator == MembershipOperator.NOT_IN_ANY_CASE;
        RexNode sought = sought(value, anyCase);
        List<RexNode> ways = new ArrayList<>();
        List<RexNode> listed = new ArrayList<>();
        for (Expression item : membership.items()) {
            if (scope.isTable(item)) {
                ways.add(inRows(sought, rows(item, scope), anyCase));
                continue;
            }
            RexNode bound = expressions.bind(item, scope, Use.VALUE);
            if (Binding.type(bound) == ColumnType.DYNAMIC) {
                addDynamic(bound, sought, anyCase, listed, ways);
            } else {
                listed.add(alike(bound, sought, anyCase));
            }
        }
        if (!listed.isEmpty()) {
            ways.addFirst(listed(sought, listed));
        }
        return combine(ways, negated, use);
    }

    /** A dynamic value's elements are compared by their text. */
    private RexNode sought(RexNode value, boolean anyCase) {
        ColumnType type = Binding.type(value);
        RexNode plain =
                type == ColumnType.DYNAMIC || anyCase
                        ? conversions.to(ColumnType.STRING, value)
                        : value;
        return anyCase ? comparisons.lower(plain) : plain;
    }

    private RexNode alike(RexNode item, RexNode sought, boolean anyCase) {
        ColumnType target = Binding.type(sought);
        ColumnType type = Binding.type(item);
        boolean wider = target == ColumnType.LONG && type == ColumnType.REAL;
        RexNode converted = wider ? item : conversions.to(target, item);
        return anyCase ? comparisons.lower(converted) : converted;
    }

    private void addDynamic(
            RexNode array,
            RexNode sought,
            boolean anyCase,
            List<RexNode> listed,
            List<RexNode> ways) {
        Optional<Object> constant = Binding.constant(array);
        if (constant.isPresent()) {
            for (String each : DynamicArrays.texts((String) constant.get())) {
                RexNode item = binding.rex().text(each);
                listed.add(alike(item, sought, anyCase));
            }
            return;
        }
        RexNode text = conversions.to(ColumnType.STRING, sought);
        String list = anyCase ? "lower($1::VARCHAR)::JSON" : "$1";
        // One text is a list of itself.
        String sql =
                "coalesce(list_contains(CASE WHEN json_type($1) = 'ARRAY' THEN (%1$s)->>'$[*]'"
                        + " ELSE [(%1$s)->>'$'] END, $2), false)";
        ways.add(
                binding.operator(
                        anyCase ? "in_array_any_case" : "in_array",
                        KqlTypes.notNull(ColumnType.BOOL),
                        sql.formatted(list),
                        List.of(array, text)));
    }

    private RexNode listed(RexNode sought, List<RexNode> items) {
        List<RexNode> operands = new ArrayList<>();
        operands.add(sought);
        operands.addAll(items);
        boolean sure = operands.stream().noneMatch(each -> each.getType().isNullable());
        String sql = "($1 IN ($2*))";
        return sure
                ? binding.operator("in", KqlTypes.notNull(ColumnType.BOOL), sql, operands)
                : binding.operator("in", KqlTypes.of(ColumnType.BOOL), sql, operands);
    }

    private RelNode rows(Expression item, Scope scope) {
        return item instanceof Expression.Subquery subquery
                ? scope.rows(subquery.pipeline())
                : scope.rows(item);
    }

    private RexNode inRows(RexNode sought, RelNode rows, boolean anyCase) {
        RexNode column = binding.rex().makeInputRef(rows, 0);
        RexNode converted = alike(column, sought, anyCase);
        RelNode column1 =
                LogicalProject.create(
                        rows, List.of(), List.of(converted), List.of("value"), java.util.Set.of());
        return RexSubQuery.in(column1, com.google.common.collect.ImmutableList.of(sought));
    }

    private RexNode combine(List<RexNode> ways, boolean negated, Use use) {
        if (ways.isEmpty()) {
            return binding.rex().makeLiteral(negated);
        }
        RexNode any = ways.getFirst();
        for (RexNode way : ways.subList(1, ways.size())) {
            any = binding.rex().makeCall(SqlStdOperatorTable.OR, any, way);
        }
        boolean sure = !any.getType().isNullable();
        if (negated) {
            return binding.rex()
                    .makeCall(
                            sure ? SqlStdOperatorTable.NOT : SqlStdOperatorTable.IS_NOT_TRUE, any);
        }
        return sure || use == Use.FILTER
                ? any
                : binding.rex().makeCall(SqlStdOperatorTable.IS_TRUE, any);
    }

    private RexNode has(Expression.Membership membership, RexNode value, Scope scope) {
        boolean all = membership.operator() == MembershipOperator.HAS_ALL;
        RexNode text = conversions.to(ColumnType.STRING, value);
        List<RexNode> ways = new ArrayList<>();
        for (Expression item : membership.items()) {
            if (scope.isTable(item)) {
                throw binding.error(
                        item.span(),
                        membership.operator().symbol()
                                + " takes values or a dynamic array; write toscalar(… | summarize"
                                + " make_list(…)) around a query");
            }
            RexNode bound = expressions.bind(item, scope, Use.VALUE);
            if (Binding.type(bound) == ColumnType.DYNAMIC) {
                ways.addAll(terms(text, bound, all));
            } else {
                ways.add(matches.hasTerm(text, conversions.to(ColumnType.STRING, bound)));
            }
        }
        if (ways.isEmpty()) {
            return binding.rex().makeLiteral(all);
        }
        RexNode found = ways.getFirst();
        for (RexNode way : ways.subList(1, ways.size())) {
            found =
                    binding.rex()
                            .makeCall(
                                    all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR,
                                    found,
                                    way);
        }
        return found;
    }

    private List<RexNode> terms(RexNode text, RexNode array, boolean all) {
        Optional<Object> constant = Binding.constant(array);
        if (constant.isPresent()) {
            return DynamicArrays.texts((String) constant.get()).stream()
                    .map(each -> matches.hasTerm(text, binding.rex().text(each)))
                    .toList();
        }
        String sql =
                "coalesce(list_bool_%s(list_transform($2->>'$[*]', lambda term: regexp_matches("
                        + "lower($1), concat('(^|[^\\pL\\pN])', regexp_escape(lower(term)),"
                        + " '($|[^\\pL\\pN])')))), false)";
        return List.of(
                binding.operator(
                        "has_terms",
                        KqlTypes.notNull(ColumnType.BOOL),
                        sql.formatted(all ? "and" : "or"),
                        List.of(text, array)));
    }
}
