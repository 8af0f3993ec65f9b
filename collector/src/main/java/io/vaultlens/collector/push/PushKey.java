package io.vaultlens.collector.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The key that a sender gave a push.
 *
 * @param source who sent it; two senders may use the same key
 * @param key the key
 */
record PushKey(String source, String key) {
    /** A number that hardly two keys share. */
    long hash() {
        try {
            byte[] name = (source + "\n" + key).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
