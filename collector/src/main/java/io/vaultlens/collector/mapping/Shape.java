package io.vaultlens.collector.mapping;

import io.vaultlens.collector.store.Chunk;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of one table are filled from records that have the same keys in the same order;
 * used by one thread.
 *
 * <p>Nearly all records of one file have one of a few shapes: what a record's keys decide is then
 * decided once. Values decide nothing here: where they would, there is no shape.
 */
final class Shape {
    private final TablePlan plan;
    private final int categoryToken;
    private final KnownKey[] keys;
    private final int[] scopes;
    private final Step[] steps;
    private final int timeToken;
    private final int bag;
    private final int[] unknown;

    private Shape(
            TablePlan plan,
            Tokens tokens,
            int categoryToken,
            Step[] steps,
            int bag,
            int[] unknown) {
        this.plan = plan;
        this.categoryToken = categoryToken;
        this.keys = Arrays.copyOf(tokens.known, tokens.count);
        this.scopes = Arrays.copyOf(tokens.scope, tokens.count);
        this.steps = steps;
        this.timeToken =
                Arrays.stream(steps)
                        .filter(Step::isTime)
                        .mapToInt(Step::token)
                        .findAny()
                        .orElse(-1);
        this.bag = bag;
        this.unknown = unknown;
    }

    /**
     * The shape of the record in the tokens; none where not all its keys are known.
     *
     * @param bag the token of the record's own bag, or negative
     * @param unknown the tokens that no column takes
     */
    static Optional<Shape> of(
            TablePlan plan,
            Tokens tokens,
            int categoryToken,
            List<Step> steps,
            int bag,
            int[] unknown) {
        for (int token = 0; token < tokens.count; token++) {
            if (tokens.known[token] == null) {
                return Optional.empty();
            }
        }
        Step[] inOrder = steps.toArray(Step[]::new);
        return Optional.of(new Shape(plan, tokens, categoryToken, inOrder, bag, unknown));
    }

    /** Whether the record in the tokens has it. */
    boolean fits(TablePlan itsPlan, Tokens tokens, int itsCategoryToken) {
        if (itsPlan != plan
                || tokens.count != keys.length
                || itsCategoryToken != categoryToken
                || !Arrays.equals(scopes, 0, keys.length, tokens.scope, 0, keys.length)) {
            return false;
        }
        for (int token = 0; token < keys.length; token++) {
            if (tokens.known[token] != keys[token]) {
                return false;
            }
        }
        return true;
    }

    /** Fills the row; false where a value stands in the way, and another look must say why. */
    boolean fill(Chunk chunk, Tokens tokens, Values values, Made made) {
        if (plan.time().isPresent() && (timeToken < 0 || tokens.isEmpty(timeToken))) {
            return false;
        }
        for (Step step : steps) {
            if (!step.fill(chunk, tokens, values, made)) {
                return false;
            }
        }
        return true;
    }

    /** The token of the record's own bag; negative where there is none or nothing in it. */
    int bag(Tokens tokens) {
        return bag < 0 || tokens.isEmpty(bag) ? -1 : bag;
    }

    /** Lets go of the rows filled so far. */
    void forgetRows() {
        for (Step step : steps) {
            step.forgetRows();
        }
    }

    /** The tokens that no column takes. */
    int[] unknown() {
        return unknown;
    }
}
