package io.vaultlens.collector.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The quick scanner and Jackson give the same tokens of any record that the quick one takes. */
class LanesTest {
    private static final int RECORDS = 20_000;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "job",
                    "東京",
                    "ü",
                    "😀",
                    "\\n",
                    "\\\"",
                    "\\\\",
                    "\\u00e9",
                    "\\u0041",
                    "\\/",
                    "\\ud83d\\ude00",
                    "\\ud83d",
                    "a longer text of many words",
                    "\u007f",
                    "2690");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-0",
                    "1",
                    "12.5",
                    "-3e10",
                    "1E-2",
                    "123456789012345678901",
                    "01",
                    "1.",
                    ".5",
                    "+1",
                    "1e",
                    "-",
                    "NaN",
                    "0x1");
    private static final List<String> SPACES = List.of("", "", "", " ", "\t", "  ", "\r");
    private static final String CHANGES = "{}[]\",:\\ tfn09-.eE\u0000\u0001\uFEFFé";

    private final Random random = new Random(20260301);

    private static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String space() {
        return pick(random, SPACES);
    }

    private String text() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(pick(random, TEXTS));
        }
        return text.append('"').toString();
    }

    private String value(int depth) {
        int kinds = depth > 4 ? 5 : 8;
        return switch (random.nextInt(kinds)) {
            case 0 -> pick(random, List.of("true", "false", "null"));
            case 1 ->
                    random.nextInt(6) == 0
                            ? pick(random, NUMBERS)
                            : String.valueOf(random.nextInt());
            case 2, 3, 4 -> text();
            case 5, 6 -> object(depth + 1);
            default -> array(depth + 1);
        };
    }

    private String object(int depth) {
        List<String> fields = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean properties = depth == 0 && random.nextInt(4) == 0;
            String key =
                    properties ? pick(random, List.of("\"properties\"", "\"Properties\"")) : text();
            fields.add(space() + key + space() + ":" + space() + value(depth) + space());
        }
        return "{" + String.join(",", fields) + space() + "}";
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(space() + value(depth) + space());
        }
        return "[" + String.join(",", elements) + space() + "]";
    }

    /** Valid JSON with some characters changed, mostly none. */
    private byte[] record() {
        StringBuilder text = new StringBuilder(space() + object(0) + space());
        for (int i = random.nextInt(6) - 3; i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            String change = String.valueOf(CHANGES.charAt(random.nextInt(CHANGES.length())));
            text.replace(at, at + random.nextInt(2), change);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String tokens(Tokens tokens) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < tokens.count; i++) {
            String key = part(tokens.keyBytes(i), tokens.keyFrom[i], tokens.keyTo[i]);
            String rawKey = part(tokens.data, tokens.rawKeyFrom[i], tokens.rawKeyTo[i]);
            String text = part(tokens.textBytes(i), tokens.textFrom[i], tokens.textTo[i]);
            String raw = part(tokens.data, tokens.rawFrom[i], tokens.rawTo[i]);
            all.add(
                    tokens.scope[i]
                            + " "
                            + tokens.kind[i]
                            + " "
                            + key
                            + " "
                            + rawKey
                            + " "
                            + text
                            + " "
                            + raw);
        }
        return all.stream().collect(Collectors.joining("\n"));
    }

    private static String part(byte[] data, int from, int to) {
        return new String(data, from, to - from, StandardCharsets.UTF_8);
    }

    @Test
    void bothLanesGiveTheSameTokens() {
        Tokens quickTokens = new Tokens();
        Tokens strictTokens = new Tokens();
        QuickScanner quick = new QuickScanner(quickTokens);
        StrictScanner strict = new StrictScanner(strictTokens, 1 << 20);
        int taken = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = record();
            if (quick.scan(record, 0, record.length)) {
                taken++;
                String shown = new String(record, StandardCharsets.UTF_8);
                assertTrue(strict.scan(record, 0, record.length).isEmpty(), shown);
                assertEquals(tokens(strictTokens), tokens(quickTokens), shown);
            }
        }
        assertTrue(taken > RECORDS / 10, "the quick lane took " + taken);
    }

    @Test
    void aRecordWithinLongerBytesIsTheSame() {
        byte[] record =
                "{\"a\":\"\\u00e9\",\"properties\":{\"b\":[1,{\"c\":2}]}}"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] longer = new byte[record.length + 20];
        Arrays.fill(longer, (byte) 'x');
        System.arraycopy(record, 0, longer, 7, record.length);
        Tokens tokens = new Tokens();
        assertTrue(new StrictScanner(tokens, 1000).scan(longer, 7, 7 + record.length).isEmpty());
        String strict = tokens(tokens);
        assertTrue(new QuickScanner(tokens).scan(longer, 7, 7 + record.length));
        assertEquals(strict, tokens(tokens));
    }
}
