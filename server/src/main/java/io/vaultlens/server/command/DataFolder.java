package io.vaultlens.server.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data folder. */
final class DataFolder {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder: the store, the configuration, the logs.")
    private Path folder;

    Path path() {
        return folder.toAbsolutePath().normalize();
    }
}
