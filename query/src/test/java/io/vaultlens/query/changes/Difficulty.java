package io.vaultlens.query.changes;

/**
 * How hard a simulated estate makes it to find causes.
 *
 * @param machines how many machines there are
 * @param days how many days of telemetry
 * @param incidents how many changes break backups
 * @param leastSpread the fewest machines that get a breaking change
 * @param mostSpread the most machines that get one
 * @param leastPenetrance the least share of these machines whose backups break
 * @param failureRate the share of backups that fail without a cause
 * @param churn changes a machine sees each day
 * @param companions how often other changes come along with the breaking one
 * @param outages how many nights a whole vault fails
 * @param withoutId the share of machines whose changes and items are told by name alone
 */
record Difficulty(
        String name,
        int machines,
        int days,
        int incidents,
        int leastSpread,
        int mostSpread,
        double leastPenetrance,
        double failureRate,
        double churn,
        double companions,
        int outages,
        double withoutId) {
    static final Difficulty EASY =
            new Difficulty("easy", 120, 45, 6, 6, 20, 0.7, 0.005, 2, 0.0, 0, 0.1);
    static final Difficulty MIDDLE =
            new Difficulty("middle", 150, 60, 8, 2, 20, 0.3, 0.01, 4, 0.3, 1, 0.3);
    static final Difficulty HARD =
            new Difficulty("hard", 200, 45, 10, 2, 20, 0.3, 0.03, 8, 0.6, 3, 0.5);
    static final Difficulty SMALL =
            new Difficulty("small", 40, 90, 4, 2, 12, 0.3, 0.015, 3, 0.3, 1, 0.5);
}
