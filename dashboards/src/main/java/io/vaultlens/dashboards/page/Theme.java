package io.vaultlens.dashboards.page;

/** Whether pages are light or dark. */
public enum Theme {
    /** As the reader's system says. */
    SYSTEM,
    LIGHT,
    DARK;

    /** The theme of this name in any letter case; SYSTEM where there is none. */
    public static Theme named(String name) {
        for (Theme theme : values()) {
            if (theme.name().equalsIgnoreCase(name)) {
                return theme;
            }
        }
        return SYSTEM;
    }
}
