package io.vaultlens.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a person or a script sees them: exit code, standard output, one line of error. */
@Order(1)
class CommandLineTest {
    private static final String RECORD =
            """
            {"time":"2026-03-01T00:00:00Z","resourceId":"/SUBSCRIPTIONS/A/RESOURCEGROUPS/R/PROVIDERS/\
            MICROSOFT.RECOVERYSERVICES/VAULTS/CONTOSO","category":"AddonAzureBackupJobs",\
            "operationName":"Job","properties":{"JobUniqueId":"j1","JobStatus":"Failed"}}
            """;

    @TempDir Path folder;

    private record Ended(int exit, String out, String err) {}

    private Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.vaultlens.server.Main"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "the command does not end");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path record() throws IOException {
        return Files.writeString(folder.resolve("records.json"), RECORD);
    }

    private static void isOneLine(String text) {
        assertEquals(1, text.lines().count(), text);
        assertFalse(text.contains("Exception"), text);
    }

    @Test
    void wrongUsageEndsWithTwoAndNamesTheNearest() throws Exception {
        Ended ended = run("qurey", "AddonAzureBackupJobs");
        assertEquals(2, ended.exit());
        isOneLine(ended.err());
        assertTrue(ended.err().contains("did you mean 'query'?"), ended.err());
    }

    @Test
    void recordsGoInAndAnswersComeOut() throws Exception {
        Ended ingested = run("ingest", record().toString(), "--data", data());
        assertEquals(new Ended(0, "read 1, written 1, repeated 0, kept aside 0\n", ""), ingested);
        Ended answer =
                run(
                        "query",
                        "AddonAzureBackupJobs | project JobUniqueId, JobStatus",
                        "--data",
                        data(),
                        "--format",
                        "json");
        assertEquals(0, answer.exit(), answer.err());
        assertTrue(answer.out().contains("{\"JobUniqueId\":\"j1\",\"JobStatus\":\"Failed\"}"));
        assertEquals("", answer.err());
    }

    @Test
    void aRunningServerDoesTheWorkWithTheSameOutput() throws Exception {
        try (App app = App.start(AppSettings.in(Path.of(data())))) {
            assertTrue(URI.create(app.url()).getPort() > 0);
            Ended ingested = run("ingest", record().toString(), "--data", data());
            assertEquals(
                    new Ended(0, "read 1, written 1, repeated 0, kept aside 0\n", ""), ingested);
            Ended typo = run("query", "AddonAzureBackupJobs | wher x", "--data", data());
            assertEquals(1, typo.exit());
            isOneLine(typo.err());
            Ended second = run("serve", "--data", data(), "--port", "0");
            assertEquals(1, second.exit());
            isOneLine(second.err());
            assertTrue(second.err().contains("in use by process"), second.err());
        }
    }

    @Test
    void theStoreIsWrittenAnewByTheCommandAndByTheServer() throws Exception {
        run("ingest", record().toString(), "--data", data());
        Ended alone = run("shrink", "--data", data());
        assertEquals(0, alone.exit(), alone.err());
        assertTrue(alone.out().matches("shrunk: \\d+ MB before, \\d+ MB now\n"), alone.out());
        try (App app = App.start(AppSettings.in(Path.of(data())))) {
            assertTrue(URI.create(app.url()).getPort() > 0);
            assertEquals(shape(alone.out()), shape(run("shrink", "--data", data()).out()));
        }
        assertTrue(Files.exists(Path.of(data(), "store-3.duckdb")));
    }

    @Test
    void aBackupOfARunningServersStoreCanBeRestored() throws Exception {
        String file = folder.resolve("store.backup").toString();
        String back = folder.resolve("back").toString();
        run("ingest", record().toString(), "--data", data());
        Ended alone = run("backup", "--to", file, "--data", data());
        assertEquals(0, alone.exit(), alone.err());
        Ended served;
        try (App app = App.start(AppSettings.in(Path.of(data())))) {
            assertTrue(URI.create(app.url()).getPort() > 0);
            served = run("backup", "--to", file, "--data", data());
        }
        assertEquals(0, served.exit(), served.err());
        assertEquals(shape(alone.out()), shape(served.out()));
        Ended restored = run("restore", file, "--data", back);
        assertEquals(0, restored.exit(), restored.err());
        assertTrue(restored.out().startsWith("restored "), restored.out());
        Ended answer = run("query", "AddonAzureBackupJobs | project JobUniqueId", "--data", back);
        assertTrue(answer.out().contains("j1"), answer.out() + answer.err());
        Ended again = run("restore", file, "--data", back);
        assertEquals(1, again.exit());
        isOneLine(again.err());
        assertTrue(again.err().contains("is not empty; restore into an empty one"), again.err());
    }

    /** A line without its figures. */
    private static String shape(String line) {
        return line.replaceAll("[0-9T:.Z-]+", "#");
    }

    @Test
    void aPortInUseIsToldInOneLine() throws Exception {
        try (App app = App.start(AppSettings.in(folder.resolve("other")))) {
            String port = String.valueOf(URI.create(app.url()).getPort());
            Ended ended = run("serve", "--data", data(), "--port", port);
            assertEquals(1, ended.exit());
            isOneLine(ended.err());
            assertTrue(ended.err().contains(":" + port + ": the port is in use"), ended.err());
        }
    }

    @Test
    void aConfigurationWithThreeMistakesIsThreeLines() throws Exception {
        Files.createDirectories(Path.of(data()));
        Files.writeString(
                Path.of(data(), "vaultlens.yaml"),
                "listen: {prot: 1}\nlimits: {queryRows: none}\nsources: [{name: a}]\n");
        Ended ended = run("serve", "--data", data(), "--port", "0");
        assertEquals(1, ended.exit());
        assertEquals(3, ended.err().lines().count(), ended.err());
        assertTrue(ended.err().contains("vaultlens.yaml:1: unknown key 'prot'"), ended.err());
    }

    @Test
    void aFolderWithoutAStoreHasNoAnswers() throws Exception {
        Ended ended = run("query", "AddonAzureBackupJobs", "--data", data());
        assertEquals(1, ended.exit());
        isOneLine(ended.err());
        assertFalse(Files.exists(Path.of(data())), "asking must not make a folder");
    }
}
