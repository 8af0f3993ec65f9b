package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes files and folders in. */
@Command(
        name = "ingest",
        description =
                "Takes records in from files and folders: *.json, *.jsonl, *.gz. What was taken in"
                        + " before is not taken in again.",
        mixinStandardHelpOptions = true)
public final class IngestCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    private List<Path> paths;

    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        List<String> absolute =
                paths.stream().map(path -> path.toAbsolutePath().normalize().toString()).toList();
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(
                    data.path(), new Operation.TakeIn(absolute), Needs.NOTHING, terminal);
        }
    }
}
