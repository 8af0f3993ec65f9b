package io.vaultlens.collector.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs programs that tests need; what is missing skips on a user's machine and fails in CI. */
public final class RealPrograms {
    /** The clock of programs is not the one of a test, which stands still. */
    public static final Duration AHEAD = Duration.ofDays(36_500);

    private RealPrograms() {}

    /** Goes on only where there is this program. */
    public static void need(String program) {
        Assumptions.assumeTrue(has(program), "install " + program + " to run this test");
    }

    /** Whether there is this program; in CI it must be there. */
    public static boolean has(String program) {
        boolean there;
        try {
            there = new ProcessBuilder(program, "version").start().waitFor() >= 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.assertTrue(there, "install " + program + "; CI runs all tests");
        }
        return there;
    }

    /** Runs a program; its code. */
    static int run(
            Map<String, String> environment, Path output, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        try {
            return builder.start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }
}
