package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the store's file anew, as small as its rows are. */
@Command(
        name = "shrink",
        description =
                "Writes the store's file anew without what is free in it, while it is read and"
                        + " written. It needs free disk for the new file beside the old one.",
        mixinStandardHelpOptions = true)
public final class ShrinkCommand implements Callable<Integer> {
    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(data.path(), new Operation.Shrink(), Needs.STORE, terminal);
        }
    }
}
