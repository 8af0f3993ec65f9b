package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * The grid of jobs.
 *
 * @param layout what stands around it
 * @param range the time it looks at
 * @param here the address of what is shown
 * @param text what is searched for
 * @param filters the filters
 * @param heads the columns
 * @param lines the rows of this page
 * @param count what is shown of how many, and how long it took
 * @param csv where all rows are as CSV
 * @param excel where all rows are as Excel
 * @param console the question behind it
 * @param previous the page before, or {@code ""}
 * @param next the page after, or {@code ""}
 * @param filtered whether any filter is on
 */
public record JobsPage(
        Layout layout,
        TimeRange range,
        Address here,
        String text,
        List<Filter> filters,
        List<SortHead> heads,
        List<JobLine> lines,
        String count,
        String csv,
        String excel,
        String console,
        String previous,
        String next,
        boolean filtered) {}
