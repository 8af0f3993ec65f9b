package io.vaultlens.dashboards.chart;

/**
 * One day of the chart of failures.
 *
 * @param label its short name below the bar
 * @param name its whole name for the table
 * @param jobs how many jobs ended
 * @param failed how many of them failed
 * @param recovered how many of the failed were made good since
 * @param rate the success rate as text
 * @param partial whether the day is not over
 * @param address where its failed jobs are
 */
public record Day(
        String label,
        String name,
        long jobs,
        long failed,
        long recovered,
        String rate,
        boolean partial,
        String address) {
    /** How many failed and were not made good. */
    public long still() {
        return failed - recovered;
    }
}
