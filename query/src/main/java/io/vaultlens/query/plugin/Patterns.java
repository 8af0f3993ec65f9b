package io.vaultlens.query.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds values that occur together often: what basket, autocluster and diffpatterns answer. */
public final class Patterns {
    /** Stands for any value in a pattern. */
    public static final Object ANY = new Object();

    private static final int MOST_PATTERNS = 200_000;
    private static final int MOST_CLUSTERS = 10;
    private static final double SMALLEST_CLUSTER = 0.02;

    private final List<Row> rows;
    private final int width;
    private final double totalA;
    private final double totalB;

    /** One combination of values, and its weight on each side; B is 0 where there is one side. */
    public record Row(List<Object> values, double a, double b) {}

    /** A pattern and the weight of the rows that fit it. */
    public record Pattern(List<Object> values, double a, double b) {
        int dimensions() {
            return (int) values.stream().filter(value -> value != ANY).count();
        }

        boolean fits(Row row) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != ANY && !Objects.equals(values.get(i), row.values.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** Whether every value of another pattern is one of this. */
        boolean narrows(Pattern other) {
            for (int i = 0; i < values.size(); i++) {
                Object value = other.values.get(i);
                if (value != ANY && !Objects.equals(value, values.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Patterns of these rows, each with as many values as there are columns. */
    public Patterns(List<Row> rows, int width) {
        this.rows = List.copyOf(rows);
        this.width = width;
        this.totalA = rows.stream().mapToDouble(Row::a).sum();
        this.totalB = rows.stream().mapToDouble(Row::b).sum();
    }

    public double totalA() {
        return totalA;
    }

    public double totalB() {
        return totalB;
    }

    /** All patterns that at least this share of the rows fits, the most frequent first. */
    public List<Pattern> frequent(double share, int dimensions) {
        List<Pattern> found = new ArrayList<>();
        Object[] values = new Object[width];
        Arrays.fill(values, ANY);
        grow(0, values, dimensions, rows, share, found);
        found.sort(Comparator.comparingDouble(Pattern::a).reversed());
        return found;
    }

    private void grow(
            int from,
            Object[] values,
            int dimensions,
            List<Row> within,
            double share,
            List<Pattern> found) {
        for (int column = from; column < width && dimensions > 0; column++) {
            Map<Object, List<Row>> groups = new LinkedHashMap<>();
            for (Row row : within) {
                groups.computeIfAbsent(row.values.get(column), _ -> new ArrayList<>()).add(row);
            }
            for (Map.Entry<Object, List<Row>> group : groups.entrySet()) {
                double a = group.getValue().stream().mapToDouble(Row::a).sum();
                double b = group.getValue().stream().mapToDouble(Row::b).sum();
                if (a < share * totalA && (totalB == 0 || b < share * totalB)) {
                    continue;
                }
                if (found.size() >= MOST_PATTERNS) {
                    throw new IllegalArgumentException(
                            "there are more than %,d patterns; take fewer columns or a higher threshold"
                                    .formatted(MOST_PATTERNS));
                }
                Object[] longer = values.clone();
                longer[column] = group.getKey();
                found.add(new Pattern(Arrays.asList(longer), a, b));
                grow(column + 1, longer, dimensions - 1, group.getValue(), share, found);
            }
        }
    }

    /**
     * A few patterns that together say most about the rows.
     *
     * @param sizeWeight how much a pattern's size counts against how many values it shares
     */
    public List<Pattern> clusters(double sizeWeight) {
        List<Pattern> candidates = frequent(SMALLEST_CLUSTER, Math.min(width, 8));
        List<Row> left = new ArrayList<>(rows);
        List<Pattern> chosen = new ArrayList<>();
        while (chosen.size() < MOST_CLUSTERS && !left.isEmpty()) {
            Pattern best = null;
            double bestScore = 0;
            for (Pattern candidate : candidates) {
                double size =
                        left.stream().filter(candidate::fits).mapToDouble(Row::a).sum() / totalA;
                double shared = (double) candidate.dimensions() / width;
                double score = Math.pow(size, sizeWeight) * Math.pow(shared, 1 - sizeWeight);
                if (size >= SMALLEST_CLUSTER && score > bestScore) {
                    best = candidate;
                    bestScore = score;
                }
            }
            if (best == null) {
                break;
            }
            chosen.add(best);
            left.removeIf(best::fits);
        }
        return chosen;
    }

    /** Patterns whose share differs most between the two sides; of nested ones the clearest. */
    public List<Pattern> differences(double threshold, int dimensions) {
        List<Pattern> found = new ArrayList<>();
        for (Pattern pattern : frequent(threshold, dimensions)) {
            if (difference(pattern) >= threshold) {
                found.add(pattern);
            }
        }
        found.sort(Comparator.comparingDouble(this::difference).reversed());
        List<Pattern> kept = new ArrayList<>();
        for (Pattern pattern : found) {
            if (kept.stream().noneMatch(one -> one.narrows(pattern) || pattern.narrows(one))) {
                kept.add(pattern);
            }
        }
        return kept;
    }

    /** How much a pattern's share differs between the two sides. */
    public double difference(Pattern pattern) {
        return Math.abs(shareA(pattern) - shareB(pattern));
    }

    public double shareA(Pattern pattern) {
        return totalA == 0 ? 0 : pattern.a / totalA;
    }

    public double shareB(Pattern pattern) {
        return totalB == 0 ? 0 : pattern.b / totalB;
    }
}
