package io.vaultlens.query.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups texts that have frequent words at the same places, as reduce does: each other word becomes
 * a star.
 */
public final class Reduction {
    private static final String OTHERS = "others";

    private final double threshold;
    private final String separators;
    private final Map<String, Long> support = new HashMap<>();
    private long rows;

    /**
     * @param threshold the share of the rows that a frequent word is in
     * @param separators the characters between words; empty for all but letters and digits
     */
    public Reduction(double threshold, String separators) {
        this.threshold = threshold;
        this.separators = separators;
    }

    /** A group of texts. */
    public record Group(String pattern, long count, String representative) {}

    /** A word or what stands between two. */
    private record Piece(String text, boolean word) {}

    /**
     * The pattern of each text.
     *
     * @param texts how often each text occurs
     */
    public Map<String, String> patterns(Map<String, Long> texts) {
        for (Map.Entry<String, Long> text : texts.entrySet()) {
            rows += text.getValue();
            keys(pieces(text.getKey()))
                    .forEach(key -> support.merge(key, text.getValue(), Long::sum));
        }
        Map<String, String> patterns = new LinkedHashMap<>();
        Map<String, Long> sizes = new HashMap<>();
        texts.forEach((text, count) -> {
            String pattern = pattern(pieces(text));
            patterns.put(text, pattern);
            sizes.merge(pattern, count, Long::sum);
        });
        patterns.replaceAll((_, pattern) -> sizes.get(pattern) < fewest() ? OTHERS : pattern);
        return patterns;
    }

    /** The groups, the largest first. */
    public List<Group> groups(Map<String, Long> texts) {
        Map<String, Group> groups = new LinkedHashMap<>();
        patterns(texts)
                .forEach((text, pattern) -> {
                    String sample = pattern.equals(OTHERS) ? "" : text;
                    Group one = new Group(pattern, texts.get(text), sample);
                    groups.merge(
                            pattern,
                            one,
                            (all, more) ->
                                    new Group(
                                            pattern,
                                            all.count() + more.count(),
                                            all.representative()));
                });
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort((one, other) -> Long.compare(other.count(), one.count()));
        return sorted;
    }

    private double fewest() {
        return Math.max(2, threshold * rows);
    }

    private boolean separates(char c) {
        return separators.isEmpty() ? !Character.isLetterOrDigit(c) : separators.indexOf(c) >= 0;
    }

    private List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean ends =
                    i == text.length()
                            || separates(text.charAt(i)) != separates(text.charAt(start));
            if (ends) {
                boolean word = !separates(text.charAt(start));
                pieces.add(new Piece(text.substring(start, i), word));
                start = i;
            }
        }
        return pieces;
    }

    /** Each word with its place among the words. */
    private static List<String> keys(List<Piece> pieces) {
        List<String> keys = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.word()) {
                keys.add(keys.size() + " " + piece.text());
            }
        }
        return keys;
    }

    private String pattern(List<Piece> pieces) {
        StringBuilder pattern = new StringBuilder();
        String between = "";
        boolean any = false;
        int place = 0;
        for (Piece piece : pieces) {
            if (!piece.word()) {
                between = piece.text();
                continue;
            }
            boolean frequent = support.get(place++ + " " + piece.text()) >= fewest();
            boolean star = !pattern.isEmpty() && pattern.charAt(pattern.length() - 1) == '*';
            any |= frequent;
            if (frequent) {
                pattern.append(star && !separators.isEmpty() ? "" : between).append(piece.text());
            } else if (!star) {
                pattern.append(separators.isEmpty() ? between : "").append('*');
            }
            between = "";
        }
        return any ? pattern.append(separators.isEmpty() ? between : "").toString() : OTHERS;
    }
}
