package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.Ticks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Splits rows into ranges of time that lie more than a day apart: one record a year off must not
 * make the whole year be searched.
 */
final class TimeRanges {
    /** More gaps than these are not worth a search of their own. */
    private static final int MOST = 24;

    /** Rows whose times all lie from {@code first} to {@code last}. */
    record Range(long first, long last, Selection rows) {}

    private final Selection all;
    private final int timeColumn;

    TimeRanges(Selection all, int timeColumn) {
        this.all = all;
        this.timeColumn = timeColumn;
    }

    List<Range> split() {
        TreeMap<Long, long[]> days = days();
        List<long[]> bounds = new ArrayList<>();
        long widest = widestGapToKeep(days);
        long before = Long.MIN_VALUE;
        for (var day : days.entrySet()) {
            if (bounds.isEmpty() || day.getKey() - before >= widest) {
                bounds.add(day.getValue().clone());
            } else {
                bounds.getLast()[1] = day.getValue()[1];
            }
            before = day.getKey();
        }
        return bounds.stream().map(bound -> range(bound, bounds.size() == 1)).toList();
    }

    /** The first and last moment of each day that has a row. */
    private TreeMap<Long, long[]> days() {
        TreeMap<Long, long[]> days = new TreeMap<>();
        long[] last = null;
        long lastDay = Long.MIN_VALUE;
        for (int c = 0; c < all.chunks().size(); c++) {
            NumberColumn times = all.chunks().get(c).number(timeColumn);
            BitSet rows = all.rows().get(c);
            for (int r = rows.nextSetBit(0); r >= 0; r = rows.nextSetBit(r + 1)) {
                long ticks = times.get(r);
                long day = ticks / Ticks.PER_DAY;
                if (day != lastDay) {
                    last = days.computeIfAbsent(day, ignored -> new long[] {ticks, ticks});
                    lastDay = day;
                }
                last[0] = Math.min(last[0], ticks);
                last[1] = Math.max(last[1], ticks);
            }
        }
        return days;
    }

    /** Gaps of that many days or more split; narrower ones do not when there are many. */
    private static long widestGapToKeep(TreeMap<Long, long[]> days) {
        List<Long> numbers = new ArrayList<>(days.keySet());
        long[] gaps =
                IntStream.range(1, numbers.size())
                        .mapToLong(i -> numbers.get(i) - numbers.get(i - 1))
                        .filter(gap -> gap > 1)
                        .sorted()
                        .toArray();
        if (gaps.length == 0) {
            return Long.MAX_VALUE;
        }
        return gaps.length < MOST ? 2 : gaps[gaps.length - MOST] + 1;
    }

    private Range range(long[] bound, boolean single) {
        if (single) {
            return new Range(bound[0], bound[1], all);
        }
        List<BitSet> rows = new ArrayList<>();
        for (int c = 0; c < all.chunks().size(); c++) {
            NumberColumn times = all.chunks().get(c).number(timeColumn);
            BitSet inside = (BitSet) all.rows().get(c).clone();
            for (int r = inside.nextSetBit(0); r >= 0; r = inside.nextSetBit(r + 1)) {
                if (times.get(r) < bound[0] || times.get(r) > bound[1]) {
                    inside.clear(r);
                }
            }
            rows.add(inside);
        }
        return new Range(bound[0], bound[1], new Selection(all.chunks(), rows));
    }
}
