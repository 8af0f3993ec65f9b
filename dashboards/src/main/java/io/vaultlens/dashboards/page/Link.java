package io.vaultlens.dashboards.page;

/**
 * A link of a page.
 *
 * @param text what it says
 * @param address where it goes
 * @param current whether it stands for what is shown
 */
public record Link(String text, String address, boolean current) {
    /** A link to somewhere else. */
    public Link(String text, String address) {
        this(text, address, false);
    }
}
