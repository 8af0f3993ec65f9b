package io.vaultlens.server.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The administrator's token: only its hash is kept in memory, and nothing prints it. */
public final class AdminToken {
    /** The file of the data folder that holds a token made at the first start. */
    public static final String FILE = "admin-token";

    private final byte[] hash;

    private AdminToken(String token) {
        this.hash = hash(token);
    }

    /** The given token, else the one of the data folder, which is made when missing. */
    public static AdminToken of(Optional<String> given, Path data) throws IOException {
        if (given.isPresent()) {
            return new AdminToken(given.get());
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            SecretFile.write(file, Secrets.random() + "\n");
        }
        return new AdminToken(Files.readString(file).strip());
    }

    /** Whether this is the token; takes equally long however much of it is right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, hash(candidate));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
