package io.vaultlens.server.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class BenchTest {
    @TempDir Path work;

    @Test
    void printsOneArrayOfFiguresAndLeavesNothingBehind() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            BenchSettings small =
                    new BenchSettings(
                            6_000,
                            2_500,
                            Duration.ofMillis(100),
                            BenchSettings.Format.JSON,
                            Optional.of(work));
            Bench.run(small, out);
        }
        JsonNode figures = new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
        List<String> withRatio = new ArrayList<>();
        List<String> different = new ArrayList<>();
        for (JsonNode figure : figures) {
            List<String> keys = new ArrayList<>();
            figure.fieldNames().forEachRemaining(keys::add);
            assertEquals(List.of("name", "value", "unit", "reference", "ratio", "note"), keys);
            assertTrue(figure.get("value").asDouble() > 0, figure.toString());
            if (figure.get("note").asText().contains("differ")) {
                different.add(figure.get("name").asText());
            }
            if (!figure.get("ratio").isNull()) {
                withRatio.add(figure.get("name").textValue());
            }
        }
        assertEquals(List.of(), different);
        assertEquals("ingest-folder", withRatio.getFirst());
        assertEquals(
                Question.ALL.stream().map(Question::name).toList(),
                withRatio.subList(1, withRatio.size()));
        assertArrayEquals(new String[0], work.toFile().list());
    }
}
