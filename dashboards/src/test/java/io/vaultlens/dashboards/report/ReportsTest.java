package io.vaultlens.dashboards.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultlens.collector.estate.Estate;
import io.vaultlens.dashboards.export.CsvWriter;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.plan.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportsTest {
    @Test
    void everyReportFileIsKnownAndHasATitleAndAnExplanation() throws IOException {
        List<String> found;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/reports"))) {
            found =
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".kql"))
                            .map(name -> name.substring(0, name.length() - ".kql".length()))
                            .sorted()
                            .toList();
        }
        assertEquals(Reports.NAMES, found);
        for (String name : found) {
            Report report = Report.load(name);
            assertFalse(report.title().equals(name) || report.doc().isEmpty(), name);
        }
    }

    @Test
    void everyReportAnswersOverTheEstate() throws IOException {
        var text = new StringBuilder();
        try (Estate estate = Estate.open();
                DuckDbEngine duckDb = new DuckDbEngine(estate.store()::reader, 1)) {
            var engine = new QueryEngine(estate.store().catalog(), duckDb, Estate.clock());
            var reports = new Reports(engine::answer, Runnable::run);
            for (String name : Reports.NAMES) {
                text.append("== ").append(name).append('\n');
                text.append(csv(reports, question(reports, name))).append('\n');
            }
            for (Report example : reports.examples()) {
                csv(reports, example.text());
            }
        }
        golden(text.toString());
    }

    private static String question(Reports reports, String name) {
        String text = reports.report(name).text();
        return switch (name) {
            case "facets" ->
                    reports.report("jobs").text()
                            + text
                            + "| sort by Status, Vault, Operation, Solution";
            case "jobs" -> text + "| sort by JobId asc";
            default -> text;
        };
    }

    private static String csv(Reports reports, String text) throws IOException {
        Map<String, Object> all =
                Map.of(
                        "rangeStart",
                        Estate.NOW.minus(Duration.ofDays(14)),
                        "rangeEnd",
                        Estate.NOW,
                        "job",
                        "job-02",
                        "item",
                        "westeurope;1;none");
        Map<String, Object> asked = new HashMap<>();
        all.forEach((name, value) -> {
            if (text.contains(name + ": ")) {
                asked.put(name, value);
            }
        });
        var out = new ByteArrayOutputStream();
        try (QueryAnswer answer = reports.open(Reports.query(text, asked, Access.ALL))) {
            new CsvWriter().write(answer.rows(), out);
        }
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Compares with the file beside the tests; {@code -Dgolden.update=true} writes it anew. */
    private static void golden(String text) throws IOException {
        Path file = Path.of("src/test/resources/reports.golden");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }
}
