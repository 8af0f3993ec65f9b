package io.vaultlens.collector.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Runs borg on a repository. */
public record Borg(Path repository, Path home, String passphrase) {
    private static final Path NOWHERE = Path.of("/dev/null");

    /** Runs a command that goes well. */
    public void run(String... arguments) {
        Assertions.assertEquals(0, runInto(NOWHERE, arguments), String.join(" ", arguments));
    }

    /** Starts a command of the shell's that has the repository for itself as long as it runs. */
    Process holdLock(String command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("borg", "with-lock", repository.toString(), "sh", "-c", command);
        builder.environment()
                .putAll(Map.of("BORG_BASE_DIR", home.toString(), "BORG_PASSPHRASE", passphrase));
        return builder.redirectErrorStream(true).redirectOutput(NOWHERE.toFile()).start();
    }

    /** Runs a command, its words added to a file; its code. */
    int runInto(Path output, String... arguments) {
        Map<String, String> environment =
                Map.of(
                        "BORG_REPO", repository.toString(),
                        "BORG_BASE_DIR", home.toString(),
                        "BORG_PASSPHRASE", passphrase);
        return RealPrograms.run(environment, output, "borg", arguments);
    }
}
