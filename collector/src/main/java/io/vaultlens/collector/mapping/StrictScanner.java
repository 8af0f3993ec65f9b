package io.vaultlens.collector.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads any record by Jackson, and says what is wrong with one that is none. */
final class StrictScanner {
    private static final int DEEPEST = 1000;
    private static final int LONGEST_REASON = 300;
    private static final byte[] PROPERTIES = Words.folded("properties");

    private final Tokens tokens;
    private final JsonFactory factory;
    private byte[] data;
    private int start;

    StrictScanner(Tokens tokens, int recordBytes) {
        this.tokens = tokens;
        factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST)
                                        .maxStringLength(recordBytes)
                                        .build())
                        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                        .build();
    }

    /** Reads one object into the tokens; empty when that went well, else what is wrong with it. */
    Optional<String> scan(byte[] source, int from, int to) {
        data = source;
        start = from;
        tokens.reset(source);
        for (int i = from; i < to; i++) {
            // Jackson would take zero bytes for a sign of UTF-16.
            if (source[i] == 0) {
                return Optional.of("not valid JSON: a zero byte at byte " + (i - from));
            }
        }
        if (!Utf8.isValid(source, from, to)) {
            return Optional.of("not valid UTF-8");
        }
        try (JsonParser parser = factory.createParser(source, from, to - from)) {
            return record(parser);
        } catch (StreamConstraintsException e) {
            boolean deep = e.getOriginalMessage().contains("nesting");
            return Optional.of(
                    deep
                            ? "nested deeper than " + DEEPEST + " levels"
                            : reason("too long: " + e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            return Optional.of(reason("not valid JSON: " + e.getOriginalMessage()));
        } catch (IOException e) {
            return Optional.of(reason("not readable: " + e.getMessage()));
        }
    }

    private static String reason(String text) {
        // Jackson names the object it read from, which says nothing here.
        String line =
                text.replaceAll("[ :(]*(start marker at )?\\[Source.*", "")
                        .replaceAll("\\s+", " ")
                        .strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + " …";
    }

    private Optional<String> record(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return Optional.of("no JSON object: found " + name(first));
        }
        if (!fields(parser, Tokens.TOP)) {
            return Optional.of("a text with half of a surrogate pair");
        }
        if (parser.nextToken() != null) {
            return Optional.of("more than one JSON value");
        }
        return Optional.empty();
    }

    private static String name(JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "a value";
        };
    }

    private boolean fields(JsonParser parser, int scope) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int from = place(parser);
            tokens.key(scope, from, closingQuote(from));
            String name = parser.currentName();
            if (!isWhole(name)) {
                return false;
            }
            if (name.length() != tokens.keyTo[tokens.count] - tokens.keyFrom[tokens.count]) {
                tokens.decodedKey(name.getBytes(StandardCharsets.UTF_8));
            }
            parser.nextToken();
            if (!value(parser, scope)) {
                return false;
            }
        }
        return true;
    }

    private boolean value(JsonParser parser, int scope) throws IOException {
        int from = place(parser);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                if (scope == Tokens.TOP && tokens.keyIs(tokens.count, PROPERTIES)) {
                    int keyFrom = tokens.rawKeyFrom[tokens.count];
                    int keyTo = tokens.rawKeyTo[tokens.count];
                    boolean whole = fields(parser, Tokens.PROPERTIES);
                    int to = start + (int) parser.currentLocation().getByteOffset();
                    tokens.properties(keyFrom, keyTo, from, to);
                    return whole;
                }
                return nested(parser, Tokens.Kind.OBJECT, from);
            }
            case START_ARRAY -> {
                return nested(parser, Tokens.Kind.ARRAY, from);
            }
            case VALUE_STRING -> {
                return text(parser.getText(), from);
            }
            case VALUE_TRUE -> tokens.value(Tokens.Kind.TRUE, from, from + 4);
            case VALUE_FALSE -> tokens.value(Tokens.Kind.FALSE, from, from + 5);
            case VALUE_NULL -> tokens.value(Tokens.Kind.NULL, from, from + 4);
            default -> tokens.value(Tokens.Kind.NUMBER, from, from + parser.getTextLength());
        }
        return true;
    }

    private boolean text(String text, int from) {
        if (!isWhole(text)) {
            return false;
        }
        int to = closingQuote(from);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == to - from - 2) {
            tokens.value(Tokens.Kind.TEXT, from, to);
        } else {
            int scratch = tokens.scratchEnd;
            tokens.append(bytes);
            tokens.decodedText(from, to, scratch);
        }
        return true;
    }

    private boolean nested(JsonParser parser, Tokens.Kind kind, int from) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
            if (text && !isWhole(parser.getText())) {
                return false;
            }
        }
        int to = start + (int) parser.currentLocation().getByteOffset();
        tokens.value(kind, from, to);
        return true;
    }

    /** Whether each half of a surrogate pair has its other half: only then is it text. */
    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair =
                        i + 1 < text.length()
                                && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private int place(JsonParser parser) {
        return start + (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Behind the quote that closes the text which opens here. */
    private int closingQuote(int open) {
        int at = open + 1;
        while (data[at] != '"') {
            at += data[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
