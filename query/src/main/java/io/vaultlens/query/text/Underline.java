package io.vaultlens.query.text;

import java.util.List;

/** Shows the place of a fault: the line it is in, and signs under what is meant. */
public final class Underline {
    private static final int LONGEST = 120;
    private static final int BEFORE = 60;

    private Underline() {}

    /** The line and the signs under it; a long line is cut to what is round the place. */
    public static List<String> of(String text, QueryException.Fault fault) {
        String line = text.lines().skip(fault.line() - 1L).findFirst().orElse("");
        int from = Math.min(fault.column() - 1, line.length());
        int length = fault.span().end() - fault.span().start();
        int to = Math.clamp((long) from + length, from, line.length());
        if (line.length() > LONGEST) {
            int start = Math.max(0, from - BEFORE);
            int end = Math.min(line.length(), start + LONGEST);
            String head = start == 0 ? "" : "…";
            line = head + line.substring(start, end) + (end == line.length() ? "" : "…");
            from = from - start + head.length();
            to = Math.min(to - start + head.length(), line.length());
        }
        String blank = line.substring(0, Math.min(from, line.length())).replaceAll("[^\\t]", " ");
        return List.of(line, blank + "^".repeat(Math.max(1, to - from)));
    }
}
