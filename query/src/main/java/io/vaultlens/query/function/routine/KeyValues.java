package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Finds keys and their values in a text, as parse-kv does. */
public final class KeyValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private final List<String> keys;
    private final String pairs;
    private final String between;
    private final List<String> quotes;
    private final List<String> escapes;
    private final boolean greedy;
    private final ObjectNode found = JSON.createObjectNode();
    private int at;

    private KeyValues(String text, JsonNode options) {
        this.text = text;
        this.keys = texts(options.path("keys"));
        this.pairs = options.path("pair_delimiter").asText();
        this.between = options.path("kv_delimiter").asText();
        this.quotes = texts(options.path("quote"));
        this.escapes = texts(options.path("escape"));
        this.greedy = options.path("greedy").asBoolean();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /**
     * A bag of the values found.
     *
     * @param arguments the text, and a bag with the keys wanted and the settings of parse-kv
     */
    public static Object of(Object[] arguments) {
        if (arguments[0] == null || arguments[1] == null) {
            return "{}";
        }
        try {
            KeyValues reader =
                    new KeyValues((String) arguments[0], JSON.readTree((String) arguments[1]));
            if (reader.between.isEmpty() || reader.pairs.isEmpty()) {
                reader.readWords();
            } else {
                reader.readPairs();
            }
            return reader.found.toString();
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }

    /** Without delimiters every character that is no letter, digit or underscore is one. */
    private void readWords() {
        String key = "";
        while (at < text.length()) {
            String word;
            if (opening() >= 0) {
                word = quoted();
            } else if (isWordPart(text.charAt(at))) {
                int start = at;
                while (at < text.length() && isWordPart(text.charAt(at))) {
                    at++;
                }
                word = text.substring(start, at);
            } else {
                at++;
                continue;
            }
            if (!key.isEmpty()) {
                put(key, word);
                key = "";
            } else if (keys.contains(word)) {
                key = word;
            }
        }
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private void readPairs() {
        while (at < text.length()) {
            skipBlanks();
            String key;
            if (opening() >= 0) {
                key = quoted();
                skipBlanks();
            } else {
                int start = at;
                while (at < text.length() && !isAt(between) && !isAt(pairs)) {
                    at++;
                }
                key = text.substring(start, at).strip();
            }
            if (isAt(between)) {
                at += between.length();
                put(key, value());
            }
            int next = text.indexOf(pairs, at);
            at = next < 0 ? text.length() : next + pairs.length();
        }
    }

    private String value() {
        int start = at;
        skipBlanks();
        if (opening() >= 0) {
            return quoted();
        }
        at = start;
        while (at < text.length() && !(isAt(pairs) && (!greedy || isNextKey()))) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    /** In greedy mode only a delimiter before one of the keys ends a value. */
    private boolean isNextKey() {
        int place = at + pairs.length();
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
        for (String key : keys) {
            if (text.startsWith(key, place) && text.startsWith(between, place + key.length())) {
                return true;
            }
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length()
                && Character.isWhitespace(text.charAt(at))
                && !isAt(between)
                && !isAt(pairs)) {
            at++;
        }
    }

    private boolean isAt(String delimiter) {
        return text.startsWith(delimiter, at);
    }

    /** The number of the pair of quotes that opens here; -1 where none does. */
    private int opening() {
        for (int i = 0; i < quotes.size(); i++) {
            boolean opens = !quotes.get(i).isEmpty() && at < text.length();
            if (opens && quotes.get(i).charAt(0) == text.charAt(at)) {
                return i;
            }
        }
        return -1;
    }

    private String quoted() {
        String pair = quotes.get(opening());
        char close = pair.charAt(pair.length() - 1);
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != close) {
            boolean escaped =
                    escapes.contains(String.valueOf(text.charAt(at))) && at + 1 < text.length();
            at += escaped ? 1 : 0;
            content.append(text.charAt(at++));
        }
        at++;
        return content.toString();
    }

    /** The first appearance of a key counts. */
    private void put(String key, String value) {
        if (keys.contains(key) && !found.has(key)) {
            found.put(key, value);
        }
    }
}
