package io.vaultlens.query.function;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the SQL of regular expressions whose groups are wanted. */
final class RegexGroups {
    private RegexGroups() {}

    /** All groups of each match: texts where there is one group, else arrays. */
    static String all(String regex, String value) {
        int count = names(regex).size();
        List<Integer> places = IntStream.rangeClosed(1, Math.max(1, count)).boxed().toList();
        return sql(count == 0 ? List.of(0) : places, value);
    }

    /**
     * Some groups of each match.
     *
     * @param groups a JSON array of numbers and names
     */
    static String some(String regex, String groups, String value) {
        List<String> names = names(regex);
        List<Integer> places = new ArrayList<>();
        for (String each : groups.replaceAll("[\\[\\]\\s]", "").split(",")) {
            int place =
                    each.startsWith("\"")
                            ? names.indexOf(each.substring(1, each.length() - 1)) + 1
                            : number(each);
            if (place < 1 || place > names.size()) {
                throw new ArgumentException(
                        1,
                        "names the group " + each + ", which the regular" + " expression has not");
            }
            places.add(place);
        }
        return sql(places, value);
    }

    private static int number(String text) {
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    }

    private static String sql(List<Integer> places, String value) {
        List<String> lists =
                places.stream()
                        .map(place -> "regexp_extract_all(" + value + ", $1, " + place + ")")
                        .toList();
        // A group that takes no part in a match is empty.
        String found = "list_transform(" + lists.getFirst() + ", lambda part: coalesce(part, ''))";
        if (lists.size() > 1) {
            List<String> fields =
                    IntStream.rangeClosed(1, lists.size())
                            .mapToObj(i -> "coalesce(found[" + i + "], '')")
                            .toList();
            found =
                    "list_transform(list_zip("
                            + String.join(", ", lists)
                            + "), lambda found: ["
                            + String.join(", ", fields)
                            + "])";
        }
        return "CASE WHEN regexp_matches(" + value + ", $1) THEN to_json(" + found + ") END";
    }

    /** The names of a regular expression's groups, empty for those without one. */
    private static List<String> names(String regex) {
        List<String> names = new ArrayList<>();
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
            } else if (c == '(' && !regex.startsWith("(?", i)) {
                names.add("");
            } else if (regex.startsWith("(?P<", i) || regex.startsWith("(?<", i)) {
                int start = regex.indexOf('<', i) + 1;
                int end = regex.indexOf('>', start);
                names.add(end < 0 ? "" : regex.substring(start, end));
            }
        }
        return names;
    }

    /** Where the n-th match in a stretch begins: what stands before it is what is counted. */
    static String indexOf() {
        return "CASE WHEN $3 < 0 OR $4 < -1 OR $5 < 0 THEN NULL ELSE coalesce($3 + length(nullif("
                + "regexp_extract(concat('~', substring($1, $3 + 1, CASE WHEN $4 < 0 THEN"
                + " 2147483647 ELSE $4 END)), concat('(?s)^(~(?:.*?(?:', $2, ')){', $5 - 1,"
                + " '}.*?)(?:', $2, ')'), 1), '')) - 1, -1) END";
    }
}
