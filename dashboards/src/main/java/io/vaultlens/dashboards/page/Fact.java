package io.vaultlens.dashboards.page;

/**
 * One fact about a job.
 *
 * @param name what it says something of
 * @param text what it says
 * @param whole the whole text where the shown one is shortened and can be copied, else {@code ""}
 * @param address where it leads, or {@code ""}
 * @param mood {@code bad} where it is bad news, else {@code ""}
 */
public record Fact(String name, String text, String whole, String address, String mood) {
    /** A fact that is just read. */
    public static Fact of(String name, String text) {
        return new Fact(name, text, "", "", "");
    }

    /** A long id, shortened, to be copied whole. */
    public static Fact id(String name, String id) {
        return new Fact(name, Wording.shortened(id), id, "", "");
    }

    /** A fact that leads somewhere. */
    public static Fact leading(String name, String text, String address) {
        return new Fact(name, text, "", address, "");
    }
}
