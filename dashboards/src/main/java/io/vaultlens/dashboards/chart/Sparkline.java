package io.vaultlens.dashboards.chart;

import java.util.List;
import java.util.Locale;

/**
 * The course of one figure as a small line.
 *
 * @param width how wide it is drawn
 * @param height how high it is drawn
 * @param lines the points of each piece of line; a missing value is a gap
 * @param endX where the last value is
 * @param endY where the last value is
 * @param label what a reader who does not see it hears
 */
public record Sparkline(
        int width, int height, List<String> lines, double endX, double endY, String label) {
    private static final int WIDTH = 80;
    private static final int HEIGHT = 24;
    private static final int EDGE = 3;

    /** A line through these values, NaN where there is none. */
    public static Sparkline of(List<Double> values, String label) {
        double low = values.stream().filter(v -> !v.isNaN()).min(Double::compare).orElse(0.0);
        double high = values.stream().filter(v -> !v.isNaN()).max(Double::compare).orElse(0.0);
        var lines = new java.util.ArrayList<String>();
        var line = new StringBuilder();
        double x = 0;
        double y = Double.NaN;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (Double.isNaN(value)) {
                finish(lines, line);
                continue;
            }
            x = EDGE + i * (WIDTH - 2.0 * EDGE) / Math.max(1, values.size() - 1);
            double share = high > low ? (value - low) / (high - low) : 0.5;
            y = HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        finish(lines, line);
        return new Sparkline(WIDTH, HEIGHT, List.copyOf(lines), x, y, label);
    }

    private static void finish(List<String> lines, StringBuilder line) {
        if (!line.isEmpty()) {
            lines.add(line.toString().strip());
            line.setLength(0);
        }
    }

    /** Whether there is anything to draw. */
    public boolean drawn() {
        return !lines.isEmpty();
    }
}
