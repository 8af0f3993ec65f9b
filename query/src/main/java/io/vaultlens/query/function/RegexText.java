package io.vaultlens.query.function;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spells and checks regular expressions, which are of the RE2 kind. */
public final class RegexText {
    private static final Pattern NAMED = Pattern.compile("(?<!\\\\)\\(\\?<(?=[A-Za-z_])");
    private static final Pattern LOOK = Pattern.compile("\\(\\?<?[=!]");
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");
    private static final int MOST_REPEATS = 1000;

    private RegexText() {}

    /** A group's name is written {@code (?P<name>…)}; KQL takes {@code (?<name>…)} too. */
    public static String plain(String regex) {
        return NAMED.matcher(regex).replaceAll("(?P<");
    }

    /** What is wrong with a regular expression; empty where nothing can be seen. */
    public static Optional<String> fault(String regex) {
        int open = 0;
        int i = 0;
        while (i < regex.length()) {
            char c = regex.charAt(i);
            switch (c) {
                case '\\' -> {
                    if (regex.startsWith("\\Q", i)) {
                        i = Math.max(i, regex.indexOf("\\E", i));
                    } else if (i + 1 == regex.length()) {
                        return Optional.of("a \\ at its end escapes nothing");
                    } else if (regex.charAt(i + 1) >= '1' && regex.charAt(i + 1) <= '9') {
                        return Optional.of("there are no references back such as \\1");
                    }
                    i++;
                }
                case '[' -> {
                    i = endOfClass(regex, i);
                    if (i < 0) {
                        return Optional.of("a [ has no ]");
                    }
                }
                case '(' -> {
                    open++;
                    if (LOOK.matcher(regex).region(i, regex.length()).lookingAt()) {
                        return Optional.of("there is no looking ahead or behind such as (?=…)");
                    }
                }
                case ')' -> {
                    if (--open < 0) {
                        return Optional.of("a ) has no (");
                    }
                }
                case '{' -> {
                    if (repeatsTooOften(regex, i)) {
                        return Optional.of("{…} repeats at most " + MOST_REPEATS + " times");
                    }
                }
                default -> {
                    // It means itself.
                }
            }
            i++;
        }
        return open > 0 ? Optional.of("a ( has no )") : Optional.empty();
    }

    /** The place of the bracket that ends a class; -1 where none does. */
    private static int endOfClass(String regex, int start) {
        int i = start + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        if (i < regex.length() && regex.charAt(i) == ']') {
            i++;
        }
        while (i < regex.length() && regex.charAt(i) != ']') {
            if (regex.charAt(i) == '\\') {
                i++;
            } else if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
                i = regex.indexOf(":]", i) + 1;
            }
            i++;
        }
        return i < regex.length() ? i : -1;
    }

    private static boolean repeatsTooOften(String regex, int start) {
        Matcher repeat = REPEAT.matcher(regex).region(start, regex.length());
        return repeat.lookingAt()
                && (isAboveMost(repeat.group(1))
                        || repeat.group(2) != null && isAboveMost(repeat.group(2)));
    }

    private static boolean isAboveMost(String digits) {
        return digits.length() > 4 || !digits.isEmpty() && Integer.parseInt(digits) > MOST_REPEATS;
    }
}
