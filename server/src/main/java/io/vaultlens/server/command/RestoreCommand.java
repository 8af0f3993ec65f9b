package io.vaultlens.server.command;

import io.vaultlens.collector.backup.BackupSummary;
import io.vaultlens.collector.backup.StoreRestore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a backup of the store back. */
@Command(
        name = "restore",
        description =
                "Puts a backup of the store into an empty folder and checks every byte of it.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What `vaultlens backup` wrote.")
    private Path file;

    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = Terminal.standard()) {
            BackupSummary summary =
                    StoreRestore.run(
                            file.toAbsolutePath().normalize(),
                            data.path(),
                            (done, total) -> terminal.progress("restoring", done, total));
            terminal.line(
                    "restored %d rows of %d tables, as of %s"
                            .formatted(summary.rows(), summary.tables(), summary.taken()));
        }
        return 0;
    }
}
