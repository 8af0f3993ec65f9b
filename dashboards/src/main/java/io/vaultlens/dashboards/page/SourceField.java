package io.vaultlens.dashboards.page;

/**
 * One setting of a new source, as its form asks for it.
 *
 * @param name the key
 * @param kind {@code text}, {@code number}, {@code secret} or {@code flag}
 * @param required whether it must be given
 * @param value what was entered
 * @param standard what holds without it
 * @param doc what it does, with its bounds
 * @param mistake what is wrong with what was entered, or {@code ""}
 */
public record SourceField(
        String name,
        String kind,
        boolean required,
        String value,
        String standard,
        String doc,
        String mistake) {
    /** Whether it is a yes or no. */
    public boolean flag() {
        return kind.equals("flag");
    }

    /** The input's type. */
    public String input() {
        return kind.equals("secret") ? "password" : "text";
    }

    /** Whether a flag is set. */
    public boolean checked() {
        return value.equals("true") || value.isEmpty() && standard.equals("true");
    }
}
