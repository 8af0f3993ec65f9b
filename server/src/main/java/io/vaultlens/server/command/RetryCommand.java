package io.vaultlens.server.command;

import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Retries a failed job. */
@Command(
        name = "retry",
        description = "Retries a failed job and follows the new one to its end.",
        mixinStandardHelpOptions = true)
public final class RetryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The failed job's JobUniqueId.")
    private String job;

    @Mixin private DataFolder data;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(
                    data.path(), new Operation.Retry(job), Needs.ENGINES, terminal);
        }
    }
}
