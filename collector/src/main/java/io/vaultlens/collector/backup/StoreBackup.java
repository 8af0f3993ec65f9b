package io.vaultlens.collector.backup;

import io.vaultlens.collector.store.StillFile;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoredFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a store into one file while it is read and written: its state between two transactions,
 * the settings beside it, and a manifest to check them by.
 *
 * <p>The file is a zip archive without compression, so that what keeps it can find what did not
 * change. It appears under its name when it is whole.
 */
public final class StoreBackup {
    /** The settings that belong to a backup; secrets have files of their own and do not. */
    static final List<String> SETTINGS = List.of("vaultlens.yaml", "sources.yaml");

    private static final int BUFFER_BYTES = 1 << 20;

    private final Store store;
    private final String product;
    private final Clock clock;

    /** Backs up this store, in the name of this version of Vaultlens. */
    public StoreBackup(Store store, String product, Clock clock) {
        this.store = store;
        this.product = product;
        this.clock = clock;
    }

    /** Writes the backup; one that stands there under that name is replaced at the end. */
    public BackupSummary write(Path target, BackupProgress progress) {
        check(target);
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try {
                Manifest manifest = store.whileStill(file -> write(file, draft, progress));
                Files.move(
                        draft,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return BackupSummary.of(manifest);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new BackupException(
                    "the backup " + target + " could not be written: " + Reason.of(e), e);
        }
    }

    private static void check(Path target) {
        if (!Files.isDirectory(target.getParent())) {
            throw new BackupException(
                    "there is no folder " + target.getParent() + " to write a backup into");
        }
        if (Files.exists(target) && !BackupFile.isOne(target)) {
            throw new BackupException(target + " is there and is no backup; choose another name");
        }
    }

    private Manifest write(StillFile still, Path draft, BackupProgress progress)
            throws IOException, SQLException {
        String taken = clock.instant().toString();
        StoredFile stored = StoredFile.of(still.rows());
        Path data = store.folder().orElseThrow();
        Files.deleteIfExists(draft);
        try (FileChannel file = FileChannel.open(draft, WRITE_NEW, onlyOurs(data));
                ZipOutputStream zip = zip(file)) {
            List<Manifest.Entry> entries = new ArrayList<>();
            for (String name : SETTINGS) {
                if (Files.isRegularFile(data.resolve(name))) {
                    entries.add(settings(data, name, zip));
                }
            }
            entries.add(store(still, zip, progress));
            Manifest manifest =
                    new Manifest(
                            Manifest.FORMAT,
                            product,
                            stored.version(),
                            taken,
                            entries,
                            stored.rows());
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.json());
            zip.closeEntry();
            zip.finish();
            zip.flush();
            file.force(true);
            return manifest;
        }
    }

    private static final Set<StandardOpenOption> WRITE_NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Only the owner may read what may hold names, paths and settings. */
    private static FileAttribute<?>[] onlyOurs(Path data) {
        return data.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static ZipOutputStream zip(FileChannel file) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_BYTES);
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION);
        return zip;
    }

    private static Manifest.Entry settings(Path data, String name, ZipOutputStream zip)
            throws IOException {
        byte[] content = Files.readAllBytes(data.resolve(name));
        MessageDigest digest = BackupFile.sha256();
        digest.update(content);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        return new Manifest.Entry(name, content.length, hex(digest));
    }

    private static Manifest.Entry store(
            StillFile still, ZipOutputStream zip, BackupProgress progress) throws IOException {
        MessageDigest digest = BackupFile.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        zip.putNextEntry(new ZipEntry(StoredFile.NAME));
        for (long at = 0; at < still.size(); ) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, still.size() - at));
            int read = still.bytes().read(buffer, at);
            if (read < 0) {
                throw new IOException("the store's file ended early");
            }
            digest.update(buffer.array(), 0, read);
            zip.write(buffer.array(), 0, read);
            at += read;
            progress.at(at, still.size());
        }
        zip.closeEntry();
        return new Manifest.Entry(StoredFile.NAME, still.size(), hex(digest));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
