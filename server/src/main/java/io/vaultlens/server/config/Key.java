package io.vaultlens.server.config;

/**
 * One key of the configuration, as the reader checks it and the manual prints it.
 *
 * @param section the mapping it stands in, for example {@code limits}; {@code sources[]} for the
 *     entries of a list
 * @param name its name
 * @param kind what its value is
 * @param standard what holds without it, in words; {@code required} when it must be there
 * @param least the least number it takes
 * @param most the greatest number it takes
 * @param doc what it does, in one sentence
 */
public record Key(
        String section,
        String name,
        Kind kind,
        String standard,
        long least,
        long most,
        String doc) {
    /** What a value is. */
    public enum Kind {
        TEXT("text"),
        PATH("path"),
        NAMES("list of names"),
        CRON("cron expression of five fields, UTC"),
        NUMBER("whole number"),
        SECTION("section"),
        LIST("list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The kind in words. */
        public String words() {
            return words;
        }
    }

    /** The standard value of a key that must be there. */
    public static final String REQUIRED = "required";

    static Key number(
            String section, String name, long standard, long least, long most, String doc) {
        return new Key(section, name, Kind.NUMBER, String.valueOf(standard), least, most, doc);
    }

    static Key of(String section, String name, Kind kind, String standard, String doc) {
        return new Key(section, name, kind, standard, 0, Long.MAX_VALUE, doc);
    }

    /** The key with its section, for example {@code limits.queryRows}. */
    public String path() {
        return section.isEmpty() ? name : section + "." + name;
    }

    boolean isRequired() {
        return standard.equals(REQUIRED);
    }
}
