package io.vaultlens.server.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.server.access.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a command finds the server that owns a data folder: a file in it that only the owner reads.
 *
 * @param url where the server answers
 * @param token lets commands in
 * @param pid the server's process
 */
public record ServerFile(String url, String token, long pid) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "server.json";

    /** Writes it into the folder. */
    public void write(Path data) throws IOException {
        SecretFile.write(data.resolve(NAME), JSON.writeValueAsString(this) + "\n");
    }

    /** Takes it away when the server ends. */
    public static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    /** What stands in the folder, while the process that wrote it lives. */
    public static Optional<ServerFile> find(Path data) {
        try {
            ServerFile found =
                    JSON.readValue(Files.readString(data.resolve(NAME)), ServerFile.class);
            boolean lives = ProcessHandle.of(found.pid()).isPresent();
            return lives ? Optional.of(found) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
