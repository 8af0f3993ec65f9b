package io.vaultlens.server.command;

import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the configuration: the named file, else the one in the data folder, else the standard. */
final class ConfigFile {
    private static final String NAME = "vaultlens.yaml";

    private ConfigFile() {}

    static Config of(Path data, Optional<Path> named) throws IOException {
        Path file = named.orElse(data.resolve(NAME));
        if (named.isEmpty() && !Files.exists(file)) {
            return Config.STANDARD;
        }
        return ConfigReader.read(file, System::getenv);
    }
}
