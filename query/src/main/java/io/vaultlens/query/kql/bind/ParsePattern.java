package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.RegexText;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.ParsePart;
import java.util.ArrayList;
import java.util.List;

/**
 * The pattern of parse as a regular expression.
 *
 * @param regex the expression
 * @param groups the number of each column's group
 */
record ParsePattern(String regex, List<Integer> groups) {

    /** In simple mode the whole text must fit; in regex mode its beginning, greedily. */
    static ParsePattern of(Operator.Parse parse) {
        boolean regexMode = parse.kind().equals("regex");
        StringBuilder regex = new StringBuilder();
        String flags = parse.flags().replaceAll("[^imsU]", "");
        regex.append(regexMode ? (flags.isEmpty() ? "" : "(?" + flags + ")") : "(?s)").append('^');
        List<Integer> groups = new ArrayList<>();
        int count = 0;
        List<ParsePart> parts = parse.parts();
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case ParsePart.Skip _ -> regex.append(".*?");
                case ParsePart.Text text -> {
                    regex.append(regexMode ? "(?:" + text.text() + ")" : quoted(text.text()));
                    count += regexMode ? groupsOf(text.text()) : 0;
                }
                case ParsePart.Column column -> {
                    boolean bounded =
                            i + 1 == parts.size() || parts.get(i + 1) instanceof ParsePart.Text;
                    ColumnType type = column.type().orElse(ColumnType.STRING);
                    regex.append('(').append(shape(type, regexMode, bounded)).append(')');
                    groups.add(++count);
                }
            }
        }
        regex.append(regexMode ? "" : "$");
        return new ParsePattern(RegexText.plain(regex.toString()), List.copyOf(groups));
    }

    /** A value before a text ends where the text begins; before a star its type must say. */
    private static String shape(ColumnType type, boolean regexMode, boolean bounded) {
        if (type == ColumnType.STRING || type == ColumnType.DYNAMIC) {
            return regexMode ? ".*" : ".*?";
        }
        if (!regexMode && bounded) {
            return ".*?";
        }
        return switch (type) {
            case INT, LONG -> "-?\\d+";
            case REAL, DECIMAL -> "-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?";
            case BOOL -> "(?i:true|false)|[01]";
            case DATETIME -> "[-+/:., \\dTZ]*[\\dZ]";
            case TIMESPAN -> "-?[\\d.:]+[a-z]*";
            case GUID -> "[0-9a-fA-F-]+";
            case STRING, DYNAMIC -> ".*?";
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\.[]{}()*+-?^$|".indexOf(c) >= 0) {
                quoted.append('\\');
            }
            quoted.append(c);
        }
        return quoted.toString();
    }

    /** How many groups a regular expression has of its own. */
    private static int groupsOf(String regex) {
        int count = 0;
        boolean inClass = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '(' && !inClass) {
                boolean plain = !regex.startsWith("(?", i);
                count += plain || regex.startsWith("(?P<", i) || regex.startsWith("(?<", i) ? 1 : 0;
            }
        }
        return count;
    }
}
