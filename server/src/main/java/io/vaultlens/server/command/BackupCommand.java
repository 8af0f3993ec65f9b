package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs up the store itself. */
@Command(
        name = "backup",
        description =
                "Writes the store and its settings into one file, while it is read and written."
                        + " Tokens and other secrets are not in it.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "Where to; a backup that stands there is replaced at the end.")
    private Path file;

    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        String target = file.toAbsolutePath().normalize().toString();
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(
                    data.path(), new Operation.BackUp(target), Needs.STORE, terminal);
        }
    }
}
