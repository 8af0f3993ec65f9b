package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * What stands around a page's content.
 *
 * @param frame its reader
 * @param assets where styles and scripts are
 * @param title the page's name in the browser
 * @param section the navigation's entry, or {@code ""}
 * @param scripts what it needs beside the common scripts
 */
public record Layout(
        PageFrame frame, Assets assets, String title, String section, List<String> scripts) {
    private static final List<Link> NAVIGATION =
            List.of(
                    new Link("Overview", "/"),
                    new Link("Jobs", "/jobs"),
                    new Link("Changes", "/changes"),
                    new Link("Console", "/console"),
                    new Link("Settings", "/settings/sources"));

    /** The pages that are built, in order. */
    public List<Link> navigation() {
        return NAVIGATION.stream()
                .map(l -> new Link(l.text(), l.address(), l.text().equals(section)))
                .toList();
    }

    /** The root's colour scheme, or null to follow the reader's system. */
    public String theme() {
        return switch (frame.theme()) {
            case SYSTEM -> null;
            case LIGHT -> "light";
            case DARK -> "dark";
        };
    }
}
