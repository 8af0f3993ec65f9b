package io.vaultlens.dashboards.page;

/**
 * What changed before backups broke, over all machines.
 *
 * @param layout what stands around it
 * @param range the time it looks at
 * @param here the address of what is shown
 * @param part where its main part is, which may take a while
 * @param csv where all rows are as CSV
 * @param excel where all rows are as Excel
 * @param console the question behind it
 */
public record BlamePage(
        Layout layout,
        TimeRange range,
        Address here,
        String part,
        String csv,
        String excel,
        String console) {}
