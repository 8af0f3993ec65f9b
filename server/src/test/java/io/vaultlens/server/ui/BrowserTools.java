package io.vaultlens.server.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a browser test needs beside Java: a Chromium, Node, and two packages of npm, which are
 * fetched once into the build's folder.
 *
 * @param chromium the browser
 * @param node runs the driver
 * @param driver the folder that Playwright takes its driver from
 * @param axe the script that checks a page for everybody's access
 */
record BrowserTools(Path chromium, Path node, Path driver, Path axe) {
    private static final String DRIVER = "playwright-core@1.62.0";
    private static final String AXE = "axe-core@4.14.1";
    private static final int INSTALL_SECONDS = 180;

    /** The tools, or an exception that names in one line what is missing. */
    static synchronized BrowserTools find() throws IOException, InterruptedException {
        Path folder = Path.of("target", "browser-tools").toAbsolutePath();
        Path modules = folder.resolve("node_modules");
        Path node = program("node", "NODE");
        if (!Files.exists(modules.resolve("axe-core/axe.min.js"))) {
            install(folder);
        }
        Path link = folder.resolve("package");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, modules.resolve("playwright-core"));
        }
        return new BrowserTools(
                program("chromium", "CHROMIUM"),
                node,
                folder,
                modules.resolve("axe-core/axe.min.js"));
    }

    private static Path program(String name, String variable) throws IOException {
        return Optional.ofNullable(System.getenv(variable))
                .map(Path::of)
                .or(() -> onPath(name))
                .orElseThrow(() ->
                        new IOException(
                                "no " + name + " on the path; install it or set " + variable));
    }

    private static Optional<Path> onPath(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve("npm.log");
        var npm =
                new ProcessBuilder(
                        program("npm", "NPM").toString(),
                        "install",
                        "--no-save",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        folder.toString(),
                        DRIVER,
                        AXE);
        npm.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        npm.redirectErrorStream(true).redirectOutput(log.toFile());
        Process running = npm.start();
        if (!running.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || running.exitValue() != 0) {
            running.destroyForcibly();
            throw new IOException("npm could not fetch " + DRIVER + " and " + AXE + ", see " + log);
        }
    }
}
