package io.vaultlens.query;

import io.vaultlens.collector.golden.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The figures that a folder of sample records must give; it is no part of this repository.
 *
 * <p>{@code VAULTLENS_SAMPLES} names the folder; without it there is nothing to count.
 */
class SamplesTest {
    private static final Instant NOW = Instant.parse("2025-03-09T10:00:00Z");

    private static QueryCases cases;

    @BeforeAll
    static void open() {
        Optional<Path> folder =
                Optional.ofNullable(System.getenv("VAULTLENS_SAMPLES")).map(Path::of);
        Assumptions.assumeTrue(
                folder.filter(Files::isDirectory).isPresent(),
                "no samples here: VAULTLENS_SAMPLES names no folder");
        cases = QueryCases.of(folder.get(), NOW);
    }

    @AfterAll
    static void close() {
        if (cases != null) {
            cases.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> figures() {
        return Golden.cases("samples/expected.golden", cases::run);
    }
}
