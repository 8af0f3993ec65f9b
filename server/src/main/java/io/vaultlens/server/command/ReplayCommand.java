package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads the dead letters again. */
@Command(
        name = "replay",
        description =
                "Reads the records kept aside again, after what was wrong with them is mended.",
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(data.path(), new Operation.Replay(), Needs.STORE, terminal);
        }
    }
}
