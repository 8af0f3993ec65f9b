package io.vaultlens.dashboards.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures by day as stacked bars with a zero baseline, measured out for a drawing.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param left where the bars' ground begins
 * @param base where zero is
 * @param bars one for each day
 * @param ticks the lines of the scale
 */
public record DayChart(
        int width, int height, int left, double base, List<Bar> bars, List<Tick> ticks) {
    private static final int TOP = 22;
    private static final int FOOT = 42;
    private static final int LEFT = 30;

    /**
     * One bar.
     *
     * @param day what it shows
     * @param left where the day's room begins
     * @param room how wide that is
     * @param x where the bar begins
     * @param width how wide the bar is
     * @param stillTop the upper edge of what is still failed
     * @param top the upper edge of the whole bar
     */
    public record Bar(
            Day day,
            double left,
            double room,
            double x,
            double width,
            double stillTop,
            double top) {
        /** The middle, where its words stand. */
        public double middle() {
            return x + width / 2;
        }
    }

    /**
     * One line of the scale.
     *
     * @param y where it is
     * @param text what it says
     */
    public record Tick(double y, String text) {}

    /** Measures out a chart of these days. */
    public static DayChart of(List<Day> days, int width, int height) {
        long most = days.stream().mapToLong(Day::failed).max().orElse(0);
        long step = step(most);
        long scale = Math.max(step, (most + step - 1) / step * step);
        double base = height - FOOT;
        double room = (width - LEFT) / (double) Math.max(1, days.size());
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            double left = LEFT + i * room;
            double unit = (base - TOP) / scale;
            bars.add(
                    new Bar(
                            day,
                            left,
                            room,
                            left + room * 0.16,
                            room * 0.68,
                            base - day.still() * unit,
                            base - day.failed() * unit));
        }
        List<Tick> ticks = new ArrayList<>();
        for (long value = 0; value <= scale; value += step) {
            ticks.add(new Tick(base - (base - TOP) * value / scale, Long.toString(value)));
        }
        return new DayChart(width, height, LEFT, base, List.copyOf(bars), List.copyOf(ticks));
    }

    /** A step of 1, 2 or 5 times a power of ten that gives at most five of them. */
    private static long step(long most) {
        long power = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * power * 5 >= most) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }
}
