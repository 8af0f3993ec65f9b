package io.vaultlens.query.sql.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text in SQL into its words, for eyes. */
public final class SqlWords {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?s)(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<text>'(?:[^']|'')*')"
                            + "|(?<name>\"(?:[^\"]|\"\")*\"|\\[\\w+\\])|(?<word>[A-Za-z_]\\w*)"
                            + "|(?<number>\\d[\\d.eE]*)|(?<sign><>|<=|>=|!=|\\|\\||[^\\s\\w])");

    private SqlWords() {}

    /** Each word with what it is. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            for (String kind : List.of("comment", "text", "name", "word", "number", "sign")) {
                if (matcher.group(kind) != null) {
                    words.add(kind + " " + matcher.group());
                }
            }
        }
        return words;
    }
}
