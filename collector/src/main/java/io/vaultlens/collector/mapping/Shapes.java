package io.vaultlens.collector.mapping;

/** The shapes that records had lately; used by one thread. */
final class Shapes {
    private static final int MOST = 16;
    private static final int MOST_CREDIT = 1000;
    private static final int PRICE = 10;

    private final Shape[] shapes = new Shape[MOST];
    private int next;
    private int latest;

    /** Grows with each record that has a known shape, falls with each one that has none. */
    private int credit = MOST_CREDIT;

    /** The shape of the record in the tokens; null where it has none that is known. */
    Shape find(TablePlan plan, Tokens tokens, int categoryToken) {
        for (int i = 0; i < MOST; i++) {
            int at = (latest + i) % MOST;
            if (shapes[at] != null && shapes[at].fits(plan, tokens, categoryToken)) {
                latest = at;
                credit = Math.min(MOST_CREDIT, credit + 1);
                return shapes[at];
            }
        }
        return null;
    }

    /** Lets go of the rows filled so far, which a shape that is not met again would hold. */
    void forgetRows() {
        for (Shape shape : shapes) {
            if (shape != null) {
                shape.forgetRows();
            }
        }
    }

    /** Whether a new shape is worth noting: not where every record has another. */
    boolean isLearning() {
        credit = Math.max(0, credit - PRICE);
        return credit > 0;
    }

    /** Notes a shape, in place of the oldest. */
    void add(Shape shape) {
        shapes[next] = shape;
        latest = next;
        next = (next + 1) % MOST;
    }
}
