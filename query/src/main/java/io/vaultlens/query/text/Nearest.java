package io.vaultlens.query.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one most likely means. */
public final class Nearest {
    private static final int LONG_ENOUGH = 8;

    private Nearest() {}

    /** The name closest to the one found, or empty where none is close enough to be meant. */
    public static Optional<String> of(String found, Collection<String> names) {
        String wanted = found.toLowerCase(Locale.ROOT);
        Optional<String> longer = longer(wanted, names);
        if (longer.isPresent()) {
            return longer;
        }
        int allowed = Math.max(1, wanted.length() / 3);
        String best = "";
        int bestDistance = allowed + 1;
        for (String name : names) {
            if (Math.abs(name.length() - wanted.length()) > allowed) {
                continue;
            }
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < bestDistance && distance < Math.max(wanted.length(), name.length())) {
                best = name;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** The shortest name that only goes on where the one found ends. */
    private static Optional<String> longer(String wanted, Collection<String> names) {
        if (wanted.length() < LONG_ENOUGH) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted))
                .filter(name -> name.length() > wanted.length() + 1)
                .min(Comparator.comparingInt(String::length).thenComparing(name -> name));
    }

    /** The end of a message: {@code ; did you mean 'X'?}, or nothing. */
    public static String hint(String found, Collection<String> names) {
        return of(found, names).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** How many letters must be put in, left out, changed or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
