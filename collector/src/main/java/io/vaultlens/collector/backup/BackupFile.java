package io.vaultlens.collector.backup;

import io.vaultlens.collector.store.StoredFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A backup as it lies on disk, opened for reading; used by one thread. */
final class BackupFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long LONGEST_MANIFEST = 64L << 20;

    private final Path path;
    private final ZipFile zip;
    private final Manifest manifest;
    private long done;

    private BackupFile(Path path, ZipFile zip, Manifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens a backup that this version can read. */
    static BackupFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BackupException("there is no file " + path);
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(path.toFile());
            BackupFile file = new BackupFile(path, zip, manifest(zip));
            file.checkVersion();
            return file;
        } catch (ZipException e) {
            throw notOne(path, e);
        } catch (IOException e) {
            close(zip);
            throw Files.isReadable(path)
                    ? notOne(path, e)
                    : new BackupException("no permission to read " + path, e);
        } catch (BackupException e) {
            close(zip);
            throw e;
        }
    }

    static boolean isOne(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return manifest(zip).format() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Manifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Manifest.NAME);
        if (entry == null || entry.getSize() > LONGEST_MANIFEST) {
            throw new IOException("it has no manifest");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] json = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(json);
            if (sum.getValue() != entry.getCrc()) {
                throw new IOException("its manifest is not what was written");
            }
            return Manifest.of(json);
        }
    }

    private static BackupException notOne(Path path, IOException cause) {
        return new BackupException(
                path + " is no backup of Vaultlens, or not a whole one; nothing was restored",
                cause);
    }

    private void checkVersion() {
        if (manifest.format() > Manifest.FORMAT || manifest.storeVersion() > StoredFile.VERSION) {
            throw new BackupException(
                    "the backup "
                            + path
                            + " was written by a newer version of Vaultlens ("
                            + manifest.product()
                            + "); restore it with that version");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Writes one of its files out and checks that it is what was put in. */
    void extract(Manifest.Entry entry, Path target, BackupProgress progress) throws IOException {
        ZipEntry zipped = zip.getEntry(entry.name());
        if (zipped == null) {
            throw damaged(entry.name());
        }
        MessageDigest digest = sha256();
        long length;
        try (InputStream in = zip.getInputStream(zipped);
                FileOutputStream file = new FileOutputStream(target.toFile());
                DigestOutputStream out = new DigestOutputStream(file, digest)) {
            length = copy(in, out, progress);
            out.flush();
            file.getFD().sync();
        } catch (ZipException e) {
            throw damaged(entry.name());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (length != entry.bytes() || !found.equals(entry.sha256())) {
            throw damaged(entry.name());
        }
    }

    private long copy(InputStream in, DigestOutputStream out, BackupProgress progress)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            length += read;
            done += read;
            progress.at(done, manifest.bytes());
        }
        return length;
    }

    BackupException damaged(String part) {
        return new BackupException(
                "the backup "
                        + path
                        + " is damaged: "
                        + part
                        + " is not what was written; nothing was restored");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        close(zip);
    }

    private static void close(ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // It was only read.
        }
    }
}
