package io.vaultlens.server.command;

import io.vaultlens.server.bench.Bench;
import io.vaultlens.server.bench.BenchSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures this machine. */
@Command(
        name = "bench",
        description =
                "Measures ingestion and questions on this machine, each beside hand-written SQL on the"
                        + " same DuckDB. Needs some 1.2 GB of disk for a million"
                        + " records, up to 5 million, and 0.2 GB for each million more.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Job records to measure with (standard: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (standard: ${DEFAULT-VALUE}).")
    private BenchSettings.Format format;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Where its files go until it ends (standard: the system's temporary folder).")
    private Path work;

    @Override
    public Integer call() throws Exception {
        if (records < 1) {
            throw new CommandFailure("--records " + records + ": at least one record is needed");
        }
        Bench.run(
                new BenchSettings(
                        records,
                        BenchSettings.SLICE_RECORDS,
                        BenchSettings.WARM_UP,
                        format,
                        Optional.ofNullable(work)),
                System.out);
        return 0;
    }
}
