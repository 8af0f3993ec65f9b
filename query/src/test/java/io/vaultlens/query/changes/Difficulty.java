package io.vaultlens.query.changes;

import java.util.List;

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
 * @param bursts the share of incidents that reach many machines on one day
 * @param together the share of ordinary changes that come on the estate's weekly patch night
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
        double withoutId,
        double bursts,
        double together) {
    static final Difficulty EASY =
            new Difficulty("easy", 120, 45, 6, 6, 20, 0.7, 0.005, 2, 0.0, 0, 0.1, 0, 0);
    static final Difficulty MIDDLE =
            new Difficulty("middle", 150, 60, 8, 2, 20, 0.3, 0.01, 4, 0.3, 1, 0.3, 0, 0);
    static final Difficulty HARD =
            new Difficulty("hard", 200, 45, 10, 2, 20, 0.3, 0.03, 8, 0.6, 3, 0.5, 0, 0);
    static final Difficulty SMALL =
            new Difficulty("small", 40, 90, 4, 2, 12, 0.3, 0.015, 3, 0.3, 1, 0.5, 0, 0);

    /** Bad updates that half an estate gets in one night. */
    static final Difficulty BURST =
            new Difficulty("burst", 150, 60, 6, 6, 20, 0.4, 0.01, 3, 0.2, 2, 0.1, 1, 0);

    /** Changes that break every second machine. */
    static final Difficulty HALF =
            new Difficulty("half", 150, 60, 6, 10, 30, 0.45, 0.01, 3, 0.2, 1, 0.1, 0, 0);

    /** Causes on a handful of machines. */
    static final Difficulty FEW =
            new Difficulty("few", 150, 60, 10, 4, 7, 0.7, 0.01, 3, 0.2, 1, 0.1, 0, 0);

    /** Backups that often fail by themselves. */
    static final Difficulty NOISY =
            new Difficulty("noisy", 150, 60, 8, 8, 20, 0.6, 0.05, 3, 0.2, 2, 0.1, 0, 0);

    /** Ordinary changes come mostly on one night a week, some causes too. */
    static final Difficulty PATCHED =
            new Difficulty("patched", 150, 60, 8, 6, 20, 0.6, 0.01, 4, 0.2, 2, 0.1, 0.3, 0.8);

    /** Hardly anything changes, hardly anything fails. */
    static final Difficulty QUIET =
            new Difficulty("quiet", 200, 60, 8, 5, 12, 0.6, 0.003, 0.3, 0.0, 1, 0.1, 0, 0);

    /** Nothing breaks backups but themselves. */
    static final Difficulty CAUSELESS =
            new Difficulty("causeless", 200, 60, 0, 2, 3, 0.5, 0.03, 4, 0.0, 6, 0.1, 0, 0.5);

    /** Backups fail all the time, whole nights among them, while much changes. */
    static final Difficulty STORMY =
            new Difficulty("stormy", 150, 45, 0, 2, 3, 0.5, 0.12, 8, 0.0, 10, 0.2, 0, 0.3);

    static final List<Difficulty> ALL =
            List.of(
                    EASY, MIDDLE, HARD, SMALL, BURST, HALF, FEW, NOISY, PATCHED, QUIET, CAUSELESS,
                    STORMY);
}
