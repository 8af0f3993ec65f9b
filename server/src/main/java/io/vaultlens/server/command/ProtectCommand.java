package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Backs an item up now. */
@Command(
        name = "protect",
        description = "Backs up an item of our own engines now and follows it to its end.",
        mixinStandardHelpOptions = true)
public final class ProtectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ITEM", description = "An item's name, as the configuration has it.")
    private String item;

    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(
                    data.path(), new Operation.Protect(item), Needs.ENGINES, terminal);
        }
    }
}
