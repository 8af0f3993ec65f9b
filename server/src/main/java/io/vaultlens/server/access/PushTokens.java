package io.vaultlens.server.access;

import io.vaultlens.server.config.Pusher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that let programs push records and nothing else; only their hashes are kept in memory.
 */
public final class PushTokens {
    private final Map<String, String> names = new HashMap<>();

    /** Knows these. */
    public PushTokens(List<Pusher> pushers) {
        for (Pusher pusher : pushers) {
            names.put(hash(pusher.token()), pusher.name());
        }
    }

    /** Whose token this is. */
    Optional<String> owner(String token) {
        return Optional.ofNullable(names.get(hash(token)));
    }

    private static String hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
