package io.vaultlens.dashboards.page;

/** Makes readable sentences of the short texts and codes that records carry. */
final class Sentence {
    private Sentence() {}

    /** The text with a capital in front and a full stop behind; {@code ""} stays empty. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String start = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    /** What a code means, without a full stop; where nobody has told us, its own words. */
    static String plain(String meaning, String code) {
        if (!meaning.isEmpty()) {
            return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
        }
        return code.isEmpty() ? "The backup failed without a code" : words(code);
    }

    /** A code in camel case as words: {@code DiskFullError} says "Disk full error". */
    static String words(String code) {
        String bare = code.startsWith("UserError") ? code.substring("UserError".length()) : code;
        if (bare.isEmpty() || bare.chars().allMatch(c -> Character.isDigit(c) || c == 'x')) {
            return "Error " + code;
        }
        String spaced =
                bare.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
