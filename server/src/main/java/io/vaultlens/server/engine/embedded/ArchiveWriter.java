package io.vaultlens.server.engine.embedded;

import com.github.luben.zstd.ZstdOutputStream;
import io.vaultlens.server.engine.BackupRequest;
import io.vaultlens.server.engine.StorageFailures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes one archive: a tar, compressed with zstd, with a manifest as its last entry.
 *
 * <p>One thread uses it. A file that fits into the buffer is read whole before its entry begins, so
 * its size is what was read; a larger one has the size of its first look, cut or filled with zeros
 * when it changes meanwhile, and is noted.
 */
final class ArchiveWriter implements AutoCloseable {
    static final String DATA = "data/";
    static final String MANIFEST = "manifest.json";

    private static final int BUFFER_BYTES = 4 << 20;
    private static final int LOOKS = 3;
    private static final int ZSTD_LEVEL = 3;
    private static final int PERMISSIONS = 07777;

    private final BackupRequest request;
    private final RunControl control;
    private final Manifest.Builder manifest = new Manifest.Builder();
    private final TarArchiveOutputStream tar;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    ArchiveWriter(Path draft, BackupRequest request, RunControl control) throws IOException {
        this.request = request;
        this.control = control;
        ZstdOutputStream zstd =
                new ZstdOutputStream(
                        new BufferedOutputStream(new SyncedFile(draft), 1 << 16), ZSTD_LEVEL);
        zstd.setChecksum(true);
        tar = new TarArchiveOutputStream(zstd, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    void skip(String name, String reason) {
        manifest.skip(name, reason);
    }

    void folder(EntryName name, Path path, BasicFileAttributes seen) throws IOException {
        put(entry(name.text() + "/", TarConstants.LF_DIR, path, seen), 0);
        tar.closeArchiveEntry();
        note(name, Manifest.Kind.FOLDER, 0, "", "");
    }

    void link(EntryName name, Path path, BasicFileAttributes seen) throws IOException {
        String target;
        try {
            target = Files.readSymbolicLink(path).toString();
        } catch (IOException e) {
            skip(name.text(), StorageFailures.reason(e));
            return;
        }
        if (target.indexOf(EntryName.UNKNOWN) >= 0) {
            skip(name.text(), "the name it links to is no text");
            return;
        }
        TarArchiveEntry entry = entry(name.text(), TarConstants.LF_SYMLINK, path, seen);
        entry.setLinkName(target);
        put(entry, 0);
        tar.closeArchiveEntry();
        note(name, Manifest.Kind.LINK, 0, "", target);
    }

    void file(EntryName name, Path path, BasicFileAttributes seen) throws IOException {
        for (int look = 1; look <= LOOKS; look++) {
            try (InputStream in = Files.newInputStream(path)) {
                int length = in.readNBytes(buffer, 0, buffer.length);
                if (length == buffer.length) {
                    large(name, path, seen, in);
                    return;
                }
                if (unchanged(path, seen, length) || look == LOOKS) {
                    small(name, path, seen, length);
                    return;
                }
            } catch (TarException e) {
                throw e.getCause();
            } catch (IOException e) {
                skip(name.text(), StorageFailures.reason(e));
                return;
            }
            seen = lookAgain(path, seen);
        }
    }

    private void small(EntryName name, Path path, BasicFileAttributes seen, int length)
            throws TarException {
        try {
            if (!unchanged(path, seen, length)) {
                skip(name.text(), "it changed while it was read");
            }
            TarArchiveEntry entry = entry(name.text(), TarConstants.LF_NORMAL, path, seen);
            put(entry, length);
            tar.write(buffer, 0, length);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new TarException(e);
        }
        MessageDigest digest = ArchiveReader.sha256();
        digest.update(buffer, 0, length);
        note(name, Manifest.Kind.FILE, length, hex(digest), "");
        control.advance(1, length);
    }

    /** The buffer is full of its beginning; the rest follows from the stream. */
    private void large(EntryName name, Path path, BasicFileAttributes seen, InputStream in)
            throws TarException {
        try {
            long size = Math.max(seen.size(), buffer.length);
            put(entry(name.text(), TarConstants.LF_NORMAL, path, seen), size);
            MessageDigest digest = ArchiveReader.sha256();
            long done = copy(name, in, size, digest);
            fill(size - done, digest);
            tar.closeArchiveEntry();
            if (!unchanged(path, seen, done)) {
                skip(name.text(), "it changed while it was read");
            }
            note(name, Manifest.Kind.FILE, done, hex(digest), "");
            control.advance(1, 0);
        } catch (IOException e) {
            throw new TarException(e);
        }
    }

    private long copy(EntryName name, InputStream in, long size, MessageDigest digest)
            throws IOException {
        int length = buffer.length;
        long done = 0;
        while (length > 0 && done < size) {
            int taken = (int) Math.min(length, size - done);
            tar.write(buffer, 0, taken);
            digest.update(buffer, 0, taken);
            control.advance(0, taken);
            done += taken;
            try {
                length = in.readNBytes(buffer, 0, buffer.length);
            } catch (IOException e) {
                skip(name.text(), StorageFailures.reason(e));
                length = 0;
            }
        }
        return done;
    }

    private void fill(long missing, MessageDigest digest) throws IOException {
        Arrays.fill(buffer, (byte) 0);
        for (long left = missing; left > 0; left -= buffer.length) {
            int taken = (int) Math.min(left, buffer.length);
            tar.write(buffer, 0, taken);
            digest.update(buffer, 0, taken);
        }
    }

    private static boolean unchanged(Path path, BasicFileAttributes before, long length) {
        BasicFileAttributes now = lookAgain(path, before);
        return length == now.size()
                && before.size() == now.size()
                && before.lastModifiedTime().equals(now.lastModifiedTime());
    }

    /** A file that is gone by now was still read as it was. */
    private static BasicFileAttributes lookAgain(Path path, BasicFileAttributes before) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return before;
        }
    }

    private static TarArchiveEntry entry(
            String name, byte kind, Path path, BasicFileAttributes seen) {
        TarArchiveEntry entry = new TarArchiveEntry(DATA + name, kind);
        entry.setLastModifiedTime(seen.lastModifiedTime());
        try {
            Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            entry.setMode((int) mode & PERMISSIONS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // No such file any more, or a system without modes: the tar's own default holds.
        }
        return entry;
    }

    private void put(TarArchiveEntry entry, long size) throws IOException {
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        control.advance(0, 0);
    }

    private void note(EntryName name, Manifest.Kind kind, long size, String sha256, String target) {
        manifest.add(new Manifest.Entry(name.text(), name.encoded(), kind, size, sha256, target));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Ends the archive with its manifest; after this its bytes are on the disk. */
    Manifest finish() throws IOException {
        Manifest done =
                manifest.build(request.item(), request.job(), request.startedAt().toString());
        byte[] json = done.toJson();
        TarArchiveEntry entry = new TarArchiveEntry(MANIFEST);
        entry.setSize(json.length);
        tar.putArchiveEntry(entry);
        tar.write(json);
        tar.closeArchiveEntry();
        tar.close();
        return done;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** An error of the archive, told from an error of the file that is read. */
    private static final class TarException extends Exception {
        private static final long serialVersionUID = 1L;

        TarException(IOException cause) {
            super(cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }
}
