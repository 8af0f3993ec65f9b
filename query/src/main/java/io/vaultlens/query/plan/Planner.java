package io.vaultlens.query.plan;

import org.apache.calcite.rel.RelNode;

/**
 * Decides how a bound query is run: what its caller may see, what is read, which columns.
 *
 * <p>Our own rules only, in this order: constant conditions, legs without rows, access, current
 * state, steps of time, columns. Safe for all threads.
 */
public final class Planner {
    /** The plan that is run. */
    public RelNode plan(BoundQuery query, Access access) {
        RelNode known = new ConstantConditions().apply(query.plan());
        RelNode seen = new AccessRule(access).apply(new EmptyLegs().apply(known));
        RelNode current = new CurrentStateRule().apply(seen);
        return new ColumnPruner().apply(new StepKeys().apply(current));
    }
}
