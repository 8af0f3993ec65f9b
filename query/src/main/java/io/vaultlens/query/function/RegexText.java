package io.vaultlens.query.function;

import java.util.regex.Pattern;

/** Spells regular expressions as every engine of the RE2 kind reads them. */
public final class RegexText {
    private static final Pattern NAMED = Pattern.compile("(?<!\\\\)\\(\\?<(?=[A-Za-z_])");

    private RegexText() {}

    /** A group's name is written {@code (?P<name>…)}; KQL takes {@code (?<name>…)} too. */
    public static String plain(String regex) {
        return NAMED.matcher(regex).replaceAll("(?P<");
    }
}
