package io.vaultlens.dashboards.page;

/**
 * The head of a column that sorts.
 *
 * @param text what it says
 * @param style its style class
 * @param order {@code ascending}, {@code descending} or {@code none}
 * @param address the page sorted by it, turned round when it is sorted by it already
 */
public record SortHead(String text, String style, String order, String address) {
    /** The sign behind its text. */
    public String arrow() {
        return switch (order) {
            case "ascending" -> "↑";
            case "descending" -> "↓";
            default -> "";
        };
    }
}
