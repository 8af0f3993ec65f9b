package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** What functions over texts do that SQL cannot; places are counted in characters from 0. */
public final class Texts {
    private static final int MOST_REPEATS = 1024;

    private Texts() {}

    /** Where a text stands in a stretch of another, -1 where it does not. */
    public static Object indexOf(Object[] arguments) {
        int[] text = points(arguments[0]);
        int[] lookup = points(arguments[1]);
        long start = number(arguments[2], 0);
        long length = number(arguments[3], -1);
        long occurrence = number(arguments[4], 1);
        if (length < -1 || occurrence < 0) {
            return null;
        }
        long from = start < 0 ? Math.max(0, text.length + start) : start;
        long end = length < 0 ? text.length : Math.min(text.length, from + length);
        for (long i = from; i + lookup.length <= end; i++) {
            if (matches(text, (int) i, lookup) && --occurrence <= 0) {
                return i;
            }
        }
        return -1L;
    }

    /** How often a text stands in another, overlapping places counted. */
    public static Object countOf(Object[] arguments) {
        int[] text = points(arguments[0]);
        int[] lookup = points(arguments[1]);
        if (lookup.length == 0) {
            return 0L;
        }
        long count = 0;
        for (int i = 0; i + lookup.length <= text.length; i++) {
            count += matches(text, i, lookup) ? 1 : 0;
        }
        return count;
    }

    private static boolean matches(int[] text, int at, int[] lookup) {
        for (int i = 0; i < lookup.length; i++) {
            if (text[at + i] != lookup[i]) {
                return false;
            }
        }
        return true;
    }

    /** A piece of a text, and whether it has been looked at by an earlier lookup's replacement. */
    private record Piece(String text, boolean done) {}

    /** Each lookup text in turn replaced by its partner, where none before it was found. */
    public static Object replaceStrings(Object[] arguments) {
        List<String> lookups = Json.textsOf(Json.read(arguments[1]));
        JsonNode rewrites = Json.read(arguments[2]);
        List<Piece> pieces = List.of(new Piece(text(arguments[0]), false));
        for (int i = 0; i < lookups.size(); i++) {
            String lookup = lookups.get(i);
            boolean textual = i < rewrites.size() && rewrites.get(i).isTextual();
            String rewrite = textual ? rewrites.get(i).textValue() : lookup;
            List<Piece> next = new ArrayList<>();
            for (Piece each : pieces) {
                if (each.done || lookup.isEmpty()) {
                    next.add(each);
                } else {
                    replace(each.text, lookup, rewrite, next);
                }
            }
            pieces = next;
        }
        StringBuilder out = new StringBuilder();
        pieces.forEach(each -> out.append(each.text));
        return out.toString();
    }

    private static void replace(String text, String lookup, String rewrite, List<Piece> out) {
        int at = 0;
        for (int next = text.indexOf(lookup); next >= 0; next = text.indexOf(lookup, at)) {
            out.add(new Piece(text.substring(at, next), false));
            out.add(new Piece(rewrite, true));
            at = next + lookup.length();
        }
        out.add(new Piece(text.substring(at), false));
    }

    /** Each character of one list replaced by the one at its place in another. */
    public static Object translate(Object[] arguments) {
        int[] from = points(arguments[0]);
        int[] to = points(arguments[1]);
        StringBuilder out = new StringBuilder();
        for (int each : points(arguments[2])) {
            int place = 0;
            while (place < from.length && from[place] != each) {
                place++;
            }
            if (place == from.length) {
                out.appendCodePoint(each);
            } else if (to.length > 0) {
                out.appendCodePoint(to[Math.min(place, to.length - 1)]);
            }
        }
        return out.toString();
    }

    /** A text several times, with another between; at most 1024 times. */
    public static Object repeat(Object[] arguments) {
        long count = Math.clamp(number(arguments[1], 0), 0, MOST_REPEATS);
        return String.join(
                text(arguments[2]), java.util.Collections.nCopies((int) count, text(arguments[0])));
    }

    /** The parts of a text between delimiters; one of them where a place is given. */
    public static Object split(Object[] arguments) {
        String text = text(arguments[0]);
        String delimiter = text(arguments[1]);
        List<String> parts = new ArrayList<>();
        int at = 0;
        int next = delimiter.isEmpty() ? -1 : text.indexOf(delimiter);
        while (next >= 0) {
            parts.add(text.substring(at, next));
            at = next + delimiter.length();
            next = text.indexOf(delimiter, at);
        }
        parts.add(text.substring(at));
        if (arguments[2] == null) {
            return Json.write(Json.texts(parts));
        }
        long place = (long) arguments[2];
        boolean inside = place >= 0 && place < parts.size();
        return inside ? Json.write(Json.texts(List.of(parts.get((int) place)))) : null;
    }

    public static Object join(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        return array.isArray() ? String.join(text(arguments[1]), Json.textsOf(array)) : "";
    }

    /** The place of the first of some texts that another text has. */
    public static Object hasAnyIndex(Object[] arguments) {
        String text = text(arguments[0]).toLowerCase(java.util.Locale.ROOT);
        JsonNode lookups = Json.read(arguments[1]);
        for (int i = 0; i < lookups.size(); i++) {
            String term = Json.text(lookups.get(i)).toLowerCase(java.util.Locale.ROOT);
            if (hasTerm(text, term)) {
                return (long) i;
            }
        }
        return -1L;
    }

    /** Whether a term stands in a text with nothing but letters and digits' ends around it. */
    static boolean hasTerm(String text, String term) {
        if (term.isEmpty()) {
            return true;
        }
        int at = text.indexOf(term);
        while (at >= 0) {
            int end = at + term.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
            boolean ends =
                    end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
            if (starts && ends) {
                return true;
            }
            at = text.indexOf(term, at + 1);
        }
        return false;
    }

    public static Object codePoints(Object[] arguments) {
        ArrayNode array = Json.array();
        text(arguments[0]).codePoints().forEach(array::add);
        return Json.write(array);
    }

    public static Object fromCodePoints(Object[] arguments) {
        StringBuilder out = new StringBuilder();
        for (JsonNode each : Json.read(arguments[0])) {
            for (JsonNode one : each.isArray() ? Json.elements(each) : List.of(each)) {
                if (Character.isValidCodePoint(one.asInt(-1))) {
                    out.appendCodePoint(one.asInt());
                }
            }
        }
        return out.toString();
    }

    /** The arguments of a command line as Windows divides them. */
    public static Object commandLine(Object[] arguments) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        String line = text(arguments[0]);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                part.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (any || !part.isEmpty()) {
                    parts.add(part.toString());
                }
                part.setLength(0);
                any = false;
            } else {
                part.append(c);
            }
        }
        if (any || !part.isEmpty()) {
            parts.add(part.toString());
        }
        return Json.write(Json.texts(parts));
    }

    /** The fields of the first line of comma-separated values. */
    public static Object csv(Object[] arguments) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        String line = text(arguments[0]);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (!quoted && (c == '\n' || c == '\r')) {
                break;
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return Json.write(Json.texts(fields));
    }

    static String text(Object argument) {
        return argument == null ? "" : (String) argument;
    }

    static long number(Object argument, long absent) {
        return argument == null ? absent : (long) argument;
    }

    private static int[] points(Object argument) {
        return text(argument).codePoints().toArray();
    }
}
