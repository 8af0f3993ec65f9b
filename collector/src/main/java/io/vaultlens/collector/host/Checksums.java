package io.vaultlens.collector.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * SHA-256 of files up to a size; a file that the system says nobody touched is not read again. Used
 * by one thread.
 */
final class Checksums {
    private final long mostBytes;
    private final Map<String, Known> known = new HashMap<>();

    /** Reads no file that is longer. */
    Checksums(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What a file looked like when it was read; its change time cannot be set back. */
    private record Known(Object inode, long size, FileTime modified, Object changed, String sum) {
        boolean holdsFor(Known other) {
            return inode.equals(other.inode)
                    && size == other.size
                    && modified.equals(other.modified)
                    && changed.equals(other.changed);
        }
    }

    /** The checksum in hexadecimal; empty for a file that is too long. */
    String of(Path file, String key, BasicFileAttributes found) throws IOException {
        if (found.size() > mostBytes) {
            return "";
        }
        Object changed = Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        Known now = new Known(found.fileKey(), found.size(), found.lastModifiedTime(), changed, "");
        Known before = known.get(key);
        if (before != null && before.holdsFor(now)) {
            return before.sum();
        }
        String sum = read(file);
        known.put(key, new Known(now.inode(), now.size(), now.modified(), now.changed(), sum));
        return sum;
    }

    private static String read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Forgets all other files. */
    void keepOnly(Set<String> keys) {
        known.keySet().retainAll(keys);
    }
}
