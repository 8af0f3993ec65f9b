package io.vaultlens.query.plan;

import org.apache.calcite.rel.RelNode;

/**
 * Decides how a bound query is run: what its caller may see, what is read, which columns.
 *
 * <p>Our own rules only, in this order: constant conditions, legs without rows, impossible legs,
 * unread joins, access, current state, halved limits, steps of time, columns. Safe for all threads.
 */
public final class Planner {
    /** The plan that is run. */
    public RelNode plan(BoundQuery query, Access access) {
        RelNode known = new ConstantConditions().apply(query.plan());
        RelNode filled = new EmptyLegs().apply(known);
        RelNode possible = new ImpossibleLegs().apply(filled);
        RelNode legs = possible == filled ? filled : new EmptyLegs().apply(possible);
        RelNode read = UnreadJoins.without(legs);
        RelNode seen = new AccessRule(access).apply(read);
        RelNode current = new CurrentStateRule().apply(seen);
        RelNode limited = new HalvedLimits().apply(current);
        return new ColumnPruner().apply(new StepKeys().apply(limited));
    }
}
