package io.vaultlens.server.bench;

import io.vaultlens.server.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures how long a server takes from its process's start to its first answer. */
final class StartBench {
    private static final int TURNS = 3;
    private static final Pattern URL = Pattern.compile("http://[^\\s/]+");

    private final Path data;

    StartBench(Path data) {
        this.data = data;
    }

    Figure run() throws IOException {
        double[] seconds = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            seconds[turn] = start();
        }
        Arrays.sort(seconds);
        String note = "process start to the first answer of /health over these records, median of ";
        return Figure.alone("start", seconds[TURNS / 2], "s", note + TURNS);
    }

    private double start() throws IOException {
        long begin = System.nanoTime();
        Process server =
                new ProcessBuilder(command())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher url = URL.matcher(line);
                if (url.find()) {
                    askHealth(url.group());
                    return (System.nanoTime() - begin) / 1e9;
                }
            }
            throw new IllegalStateException("the server ended before it served");
        } finally {
            stop(server);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("serve", "--data", data.toString(), "--port", "0"));
        return command;
    }

    private static void askHealth(String url) throws IOException {
        HttpURLConnection health =
                (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
        int status = health.getResponseCode();
        health.disconnect();
        if (status != 200) {
            throw new IllegalStateException("/health answered " + status);
        }
    }

    /** Its data folder must be free before the next one starts. */
    private static void stop(Process server) {
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
