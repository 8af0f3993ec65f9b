package io.vaultlens.dashboards.page;

/**
 * Records kept aside for one reason.
 *
 * @param records how many
 * @param reason why
 * @param source where they came from
 * @param category the category they name
 * @param last when the last of them was kept aside
 * @param example the beginning of one of them
 * @param address the rows behind it
 */
public record AsideLine(
        String records,
        String reason,
        String source,
        String category,
        String last,
        String example,
        String address) {}
