package io.vaultlens.collector.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one most likely means. */
public final class NearestName {
    private NearestName() {}

    /** {@code ; did you mean 'X'?}, or nothing where no name is near. */
    public static String hint(String found, Collection<String> known) {
        return of(found, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** The nearest name, where one is near. */
    public static Optional<String> of(String found, Collection<String> known) {
        int farthest = Math.max(1, found.length() / 3);
        return known.stream()
                .filter(name -> distance(found, name) <= farthest)
                .min(Comparator.comparingInt(name -> distance(found, name)));
    }

    /** How many letters must be put in, taken out or changed, letter case aside. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(row[j - 1], above[j]));
            }
            above = row;
        }
        return above[to.length()];
    }
}
