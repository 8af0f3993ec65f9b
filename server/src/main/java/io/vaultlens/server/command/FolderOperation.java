package io.vaultlens.server.command;

import io.vaultlens.collector.store.Store;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.operation.Operation;
import io.vaultlens.server.operation.Operations;
import io.vaultlens.server.operation.Output;
import io.vaultlens.server.operation.RunningServer;
import io.vaultlens.server.operation.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Runs an operation on a data folder: by the server that owns it, or here where there is none. */
final class FolderOperation {
    /** What a command needs of the folder. */
    enum Needs {
        /** It may be empty or missing, and is filled. */
        NOTHING,
        /** There is a store in it. */
        STORE,
        /** Unfinished backups and retries are taken up first. */
        ENGINES
    }

    private FolderOperation() {}

    static int run(Path data, Operation operation, Needs needs, Output out)
            throws IOException, InterruptedException {
        Optional<RunningServer> server = RunningServer.of(data);
        if (server.isPresent()) {
            return server.get().run(operation, out);
        }
        if (needs == Needs.STORE && !Store.exists(data)) {
            throw new CommandFailure(
                    "there is no data in " + data + "; `vaultlens ingest` puts some there");
        }
        Config config = ConfigFile.of(data, Optional.empty());
        try (Workspace workspace = open(data, config, needs)) {
            if (needs == Needs.ENGINES) {
                workspace.resume();
            }
            return new Operations(workspace, "command line").run(operation, out);
        }
    }

    private static Workspace open(Path data, Config config, Needs needs) {
        Clock clock = Clock.systemUTC();
        return needs == Needs.NOTHING
                ? Workspace.openToFill(data, config, clock)
                : Workspace.open(data, config, clock);
    }
}
