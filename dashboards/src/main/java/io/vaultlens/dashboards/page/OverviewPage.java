package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.chart.Day;
import io.vaultlens.dashboards.chart.DayChart;
import java.util.List;

/**
 * How the whole estate does.
 *
 * @param layout what stands around it
 * @param range the time it looks at
 * @param here the address of what is shown
 * @param scope which vaults it looks at
 * @param tiles the figures
 * @param days the failures by day
 * @param vaults the vaults that hurt
 * @param causes what needs somebody
 * @param empty whether there is no record at all
 */
public record OverviewPage(
        Layout layout,
        TimeRange range,
        Address here,
        Scope scope,
        List<Tile> tiles,
        List<Day> days,
        List<VaultLine> vaults,
        List<Cause> causes,
        boolean empty) {
    private static final int FEW = 7;

    /** All days, for a wide screen. */
    public DayChart chart() {
        return DayChart.of(days, 720, 236);
    }

    /** The last days, for a phone. */
    public DayChart fewChart() {
        return DayChart.of(days.subList(Math.max(0, days.size() - FEW), days.size()), 360, 210);
    }

    /** What the chart says, in a sentence. */
    public String chartSentence() {
        long failed = days.stream().mapToLong(Day::failed).sum();
        long still = days.stream().mapToLong(Day::still).sum();
        return "Failed jobs of the last %d days: %s failed, %s of them still failed"
                .formatted(days.size(), Wording.count(failed), Wording.count(still));
    }
}
