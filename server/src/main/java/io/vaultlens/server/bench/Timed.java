package io.vaultlens.server.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures two ways of doing one thing in turns, so that both meet the same machine. */
final class Timed {
    private static final int WARM_UPS = 300;
    private static final int FEWEST_TURNS = 3;
    private static final long TURNS_NANOS = 60_000_000_000L;

    /** Work that gives the number of rows it met. */
    @FunctionalInterface
    interface Work {
        long run(int turn) throws Exception;
    }

    /** The medians of both in milliseconds, of so many turns. */
    record Pair(double ours, double reference, int turns) {}

    private Timed() {}

    /**
     * Runs both so many times, fewer where that takes minutes; the rows of both must be as many.
     */
    static Pair inTurns(int turns, Work ours, Work reference) throws Exception {
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        long begin = System.nanoTime();
        for (int turn = 0; turn < turns; turn++) {
            if (turn >= FEWEST_TURNS && System.nanoTime() - begin > TURNS_NANOS) {
                break;
            }
            long[] rows = new long[2];
            left.add(millis(ours, turn, rows, 0));
            right.add(millis(reference, turn, rows, 1));
            if (rows[0] != rows[1]) {
                throw new IllegalStateException(
                        "the answers differ: " + rows[0] + " rows, and by hand " + rows[1]);
            }
        }
        return new Pair(median(left), median(right), left.size());
    }

    /** Runs both until Java has learnt what it runs: some hundred times, but not for long. */
    static void warmUp(Duration most, Work ours, Work reference) throws Exception {
        long begin = System.nanoTime();
        for (int turn = 1; turn <= WARM_UPS && System.nanoTime() - begin < most.toNanos(); turn++) {
            ours.run(-turn);
            reference.run(-turn);
        }
    }

    private static double millis(Work work, int turn, long[] rows, int at) throws Exception {
        long begin = System.nanoTime();
        rows[at] = work.run(turn);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
