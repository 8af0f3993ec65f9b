package io.vaultlens.server.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The server that owns a data folder, as a command sees it: it does the work in the command's
 * place.
 */
public final class RunningServer {
    /** Where commands ask it. */
    public static final String ADDRESS = "/local/operations";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ServerFile server;

    private RunningServer(ServerFile server) {
        this.server = server;
    }

    /** The server of this folder, if one answers. */
    public static Optional<RunningServer> of(Path data) throws InterruptedException {
        Optional<ServerFile> file = ServerFile.find(data);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        RunningServer server = new RunningServer(file.get());
        return server.knowsUs() ? Optional.of(server) : Optional.empty();
    }

    private boolean knowsUs() throws InterruptedException {
        try (HttpClient client = client()) {
            HttpRequest request = request().GET().timeout(CONNECT.multipliedBy(5)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Has it done and gives its exit code. */
    public int run(Operation operation, Output out) throws IOException, InterruptedException {
        HttpRequest request =
                request()
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(operation)))
                        .build();
        try (HttpClient client = client()) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (DataInputStream in = new DataInputStream(answer.body())) {
                if (answer.statusCode() != 200) {
                    out.error("the running server refused this: " + answer.statusCode());
                    return 1;
                }
                return relay(in, out);
            }
        }
    }

    private static int relay(DataInputStream in, Output out) throws IOException {
        while (true) {
            Frame frame = Frame.read(in);
            switch (frame.kind()) {
                case RESULT -> out.results().write(frame.bytes());
                case ERROR -> out.error(frame.text());
                case HINT -> out.hint(frame.text());
                case PROGRESS -> {
                    String[] parts = frame.text().split(" ", 3);
                    out.progress(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
                case EXIT -> {
                    out.results().flush();
                    return Integer.parseInt(frame.text());
                }
            }
        }
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(server.url() + ADDRESS))
                .header("Authorization", "Bearer " + server.token());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }
}
