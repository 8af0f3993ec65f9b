package io.vaultlens.server.command;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.access.Secrets;
import io.vaultlens.server.bench.Telemetry;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.operation.Operation;
import io.vaultlens.server.operation.Operations;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Does once what every start does, so that the Java machine learns which classes it needs and which
 * code is worth compiling: takes records in, asks a question, shows the pages.
 */
@Command(name = "warm-up", hidden = true, description = "Runs once after a build.")
public final class WarmUpCommand implements Callable<Integer> {
    /** The job that the pages are asked for. */
    private static final String RECORD =
            """
            {"time":"2026-01-01T00:00:00Z","resourceId":"/SUBSCRIPTIONS/0/RESOURCEGROUPS/R/PROVIDERS/\
            MICROSOFT.RECOVERYSERVICES/VAULTS/V","category":"AddonAzureBackupJobs","operationName":"Job",\
            "properties":{"JobUniqueId":"1","JobStatus":"Failed","JobOperation":"Backup"}}
            """;

    /** So many show what the code that reads and writes them is busy with. */
    private static final int RECORDS = 200_000;

    private static final String QUESTION =
            "AddonAzureBackupJobs | summarize arg_max(TimeGenerated, *) by JobUniqueId"
                    + " | where JobStatus == \\\"Failed\\\" | count";

    private static final List<String> PAGES =
            List.of(
                    "/health",
                    "/",
                    "/jobs",
                    "/jobs/1",
                    "/jobs/1/changes",
                    "/jobs.csv",
                    "/changes",
                    "/changes/blamed?range=14d",
                    "/console",
                    "/settings/sources",
                    "/settings/store");

    private final String token = Secrets.random();

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("vaultlens-warm-up");
        AppSettings plain = AppSettings.in(folder.resolve("data"));
        AppSettings settings =
                new AppSettings(
                        plain.data(),
                        new Config(
                                plain.config().listen(),
                                List.of(),
                                List.of(),
                                plain.config().limits()),
                        Clock.systemUTC(),
                        Optional.of(token));
        try (App app = App.start(settings)) {
            Path archive = folder.resolve("archive");
            Telemetry.write(archive, 1, RECORDS);
            Files.writeString(archive.resolve("record.json"), RECORD);
            takeIn(app, archive);
            for (String page : PAGES) {
                send(request(app, page).GET());
            }
            send(
                    request(app, "/v1/rest/query")
                            .POST(BodyPublishers.ofString("{\"csl\":\"" + QUESTION + "\"}")));
        } finally {
            remove(folder);
        }
        return 0;
    }

    private static void takeIn(App app, Path archive) throws IOException {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Terminal quiet = new Terminal(nowhere, new PrintStream(nowhere));
        new Operations(app.workspace(), "warm-up")
                .run(new Operation.TakeIn(List.of(archive.toString())), quiet);
    }

    private HttpRequest.Builder request(App app, String path) {
        return HttpRequest.newBuilder(URI.create(app.url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/html");
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(request.build(), BodyHandlers.discarding());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
