package io.vaultlens.collector.blob;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A storage account on this machine, with a folder of its own, that can go away and come back. */
public final class Azurite implements AutoCloseable {
    private static final String ACCOUNT = "contoso";
    private static final String KEY =
            Base64.getEncoder()
                    .encodeToString(
                            "a key of a test's own account".getBytes(StandardCharsets.UTF_8));
    private static final Pattern LISTENS = Pattern.compile("listens on http://127.0.0.1:(\\d+)");
    private static final Path INSTALLED = Path.of("target", "azurite");
    private static final Path MAIN =
            INSTALLED.resolve("node_modules/azurite/dist/src/blob/main.js");

    /** Kept, for a logger that nobody holds forgets its level. */
    private static final Logger CLIENTS = Logger.getLogger("com.azure");

    private final Path folder;
    private Process process;
    private int port;

    /** Starts it over a folder; a machine without Node skips the test, one of the CI fails it. */
    public Azurite(Path folder) {
        this.folder = folder;
        CLIENTS.setLevel(Level.SEVERE);
        try {
            Files.createDirectories(folder);
            install();
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void install() throws IOException {
        if (Files.exists(MAIN)) {
            return;
        }
        if (!runs(List.of("node", "--version"), Path.of("."))
                || !runs(npmVersion(), Path.of("."))) {
            String missing = "Node and npm are not installed; they run the storage account Azurite";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    Path.of("src", "test", "azurite", file),
                    INSTALLED.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command =
                List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        Assertions.assertTrue(runs(command, INSTALLED), "npm cannot install Azurite");
    }

    private static List<String> npmVersion() {
        return List.of("npm", "--version");
    }

    private static boolean runs(List<String> command, Path in) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(in.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Starts it, again on the port it had. */
    public void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("node", MAIN.toString(), "--silent"));
        command.addAll(List.of("--blobPort", String.valueOf(port)));
        command.addAll(List.of("--location", folder.toString(), "--skipApiVersionCheck"));
        command.add("--disableTelemetry");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
        process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                port = Integer.parseInt(listens.group(1));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("Azurite did not start: " + said);
    }

    /** Goes away; what it holds stays. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is there. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** How it is reached. */
    public String connectionString() {
        return "DefaultEndpointsProtocol=http;AccountName="
                + ACCOUNT
                + ";AccountKey="
                + KEY
                + ";BlobEndpoint=http://127.0.0.1:"
                + port
                + "/"
                + ACCOUNT
                + ";";
    }

    /** A client that may do anything. */
    public BlobServiceClient client() {
        return new BlobServiceClientBuilder().connectionString(connectionString()).buildClient();
    }

    @Override
    public void close() {
        stop();
    }
}
