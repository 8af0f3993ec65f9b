package io.vaultlens.query.kql.bind;

import io.vaultlens.query.function.OtherLanguages;
import io.vaultlens.query.kql.ast.Expression;

/** Refuses columns of the rows where only values of a group may stand. */
final class OutsideAggregates {
    private final Binders binders;

    OutsideAggregates(Binders binders) {
        this.binders = binders;
    }

    /** Looks through everything that is not inside an aggregate's arguments. */
    void check(Expression expression, RowScope rows) {
        switch (expression) {
            case Expression.Reference reference -> {
                if (rows.relation().field(reference.name()).isPresent()) {
                    throw binders.error(
                            reference.span(),
                            "column '%1$s' stands outside of an aggregate; put it after by, or"
                                            .formatted(reference.name())
                                    + " write take_any(%1$s)".formatted(reference.name()));
                }
            }
            case Expression.Sign sign -> check(sign.operand(), rows);
            case Expression.Binary binary -> {
                check(binary.left(), rows);
                check(binary.right(), rows);
            }
            case Expression.Between between -> {
                check(between.value(), rows);
                check(between.low(), rows);
                check(between.high(), rows);
            }
            case Expression.Membership membership -> check(membership.value(), rows);
            case Expression.Member member -> check(member.object(), rows);
            case Expression.Index index -> check(index.object(), rows);
            case Expression.Call call -> {
                if (isUnknown(call)) {
                    String name = call.name().text();
                    throw binders.error(
                            call.name().span(),
                            "unknown function '"
                                    + name
                                    + "'"
                                    + OtherLanguages.function(name).orElse(""));
                }
                if (!isAggregate(call) && isKnown(call, rows)) {
                    call.values().forEach(value -> check(value, rows));
                }
            }
            case Expression.Literal _,
                    Expression.NullLiteral _,
                    Expression.TypeOf _,
                    Expression.Star _,
                    Expression.Subquery _ -> {
                // No column stands here.
            }
        }
    }

    /** Whether there is a function of this name; of one that is not, that is said elsewhere. */
    private boolean isKnown(Expression.Call call, RowScope rows) {
        String name = call.name().text();
        return rows.environment().find(name).isPresent()
                || ExpressionBinder.functionNames(binders.binding().library()).stream()
                        .anyMatch(name::equalsIgnoreCase);
    }

    /** Whether another language's function stands where an aggregate belongs. */
    private boolean isUnknown(Expression.Call call) {
        String name = call.name().text().toLowerCase(java.util.Locale.ROOT);
        return OtherLanguages.function(name).isPresent()
                && !isAggregate(call)
                && binders.binding().library().scalars(name).isEmpty();
    }

    private boolean isAggregate(Expression.Call call) {
        String name = call.name().text().toLowerCase(java.util.Locale.ROOT);
        return Picks.NAMES.contains(name)
                || !binders.binding().library().aggregates(name).isEmpty();
    }
}
