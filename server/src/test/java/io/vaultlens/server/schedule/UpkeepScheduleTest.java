package io.vaultlens.server.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.server.AppSettings;
import io.vaultlens.server.config.ConfigReader;
import io.vaultlens.server.operation.Operation;
import io.vaultlens.server.operation.Operations;
import io.vaultlens.server.operation.Output;
import io.vaultlens.server.operation.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says of old rows is done at its time, and questions go on. */
class UpkeepScheduleTest {
    private static final Instant ARRIVED = Instant.parse("2026-03-01T08:00:00Z");
    private static final String RECORD =
            """
            {"time":"2026-03-01T00:00:00Z","category":"AddonAzureBackupJobs","operationName":"Job",\
            "properties":{"JobUniqueId":"j1","JobStatus":"Failed"}}\
            """;

    @TempDir Path data;

    private Workspace workspace(Instant now) {
        return Workspace.open(
                data,
                ConfigReader.parse(
                        "vaultlens.yaml",
                        "retention: [{table: AddonAzureBackupJobs, days: 30}]\n"
                                + "maintenance: {schedule: '0 3 * * *'}\n",
                        Map.<String, String>of()::get),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String asked(Workspace workspace, String question) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out =
                new Output() {
                    @Override
                    public OutputStream results() {
                        return bytes;
                    }

                    @Override
                    public void error(String line) {
                        throw new IllegalStateException(line);
                    }

                    @Override
                    public void hint(String line) {}

                    @Override
                    public void progress(String step, long done, long total) {}
                };
        Operation ask = new Operation.Ask(question, "kql", "csv", false, "");
        assertEquals(0, new Operations(workspace, "test").run(ask, out));
        return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private static UpkeepSchedule schedule(Workspace workspace, Instant now) {
        return new UpkeepSchedule(
                workspace.upkeep(), "0 3 * * *", Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void rowsGoAtTheNextTimeAfterTheirDays() throws IOException {
        Instant later = ARRIVED.plus(Duration.ofDays(40));
        try (Workspace workspace = workspace(ARRIVED)) {
            workspace.ingest().records("test", List.of(RECORD));
            schedule(workspace, ARRIVED).runDue();
            assertTrue(asked(workspace, "AddonAzureBackupJobs | count").contains("1"));
            workspace.upkeep().run();
        }
        try (Workspace workspace = workspace(later)) {
            schedule(workspace, later).runDue();
            assertTrue(asked(workspace, "AddonAzureBackupJobs | count").contains("0"));
            assertTrue(
                    asked(workspace, "Maintenance | where Rows == 1 | project Task, Table, Outcome")
                            .contains("retention,AddonAzureBackupJobs,Completed"));
        }
    }

    @Test
    void functionsWrittenInJavaAreThereInAFileWrittenAnew() throws IOException {
        try (Workspace workspace =
                Workspace.open(data, AppSettings.in(data).config(), Clock.systemUTC())) {
            String question = "print parse_ipv4('1.2.3.4')";
            String before = asked(workspace, question);
            workspace.store().shrink();
            assertEquals(before, asked(workspace, question));
        }
    }
}
