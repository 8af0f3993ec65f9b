package io.vaultlens.collector.repository;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Runs restic on a repository. */
public record Restic(Path repository, String password) {
    private static final Path NOWHERE = Path.of("/dev/null");

    /** Runs a command that goes well. */
    public void run(String... arguments) {
        Assertions.assertEquals(0, runInto(NOWHERE, arguments), String.join(" ", arguments));
    }

    /** Runs a command, its words added to a file; its code. */
    int runInto(Path output, String... arguments) {
        Map<String, String> environment =
                Map.of("RESTIC_REPOSITORY", repository.toString(), "RESTIC_PASSWORD", password);
        return RealPrograms.run(environment, output, "restic", arguments);
    }
}
