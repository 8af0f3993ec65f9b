package io.vaultlens.server.engine.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Brings a backup back into an empty folder.
 *
 * <p>The archive is checked before the first file is written and again while it is. Links come
 * last, so that nothing is ever written through one.
 */
public final class Restore {
    private final Path archive;
    private final Path folder;
    private final Map<Path, FileTime> folderTimes = new TreeMap<>();
    private final List<Manifest.Entry> links = new ArrayList<>();

    private Restore(Path archive, Path folder) {
        this.archive = archive;
        this.folder = folder;
    }

    /**
     * Restores an archive.
     *
     * @param archive a backup as it lies in a repository
     * @param folder where to; made when missing, refused when there is something in it
     * @return what was restored
     * @throws IOException which names what is wrong
     */
    public static Manifest run(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var children = Files.list(folder)) {
            if (children.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        return new Restore(archive, folder.toRealPath()).restore();
    }

    private Manifest restore() throws IOException {
        Manifest manifest = ArchiveReader.check(archive, new RunControl());
        ArchiveReader.read(
                archive,
                (index, entry) -> begin(manifest.entries().get(index), entry),
                new RunControl());
        for (Manifest.Entry link : links) {
            Files.createSymbolicLink(path(link), Path.of(link.target()));
        }
        for (var time : folderTimes.entrySet()) {
            Files.setLastModifiedTime(time.getKey(), time.getValue());
        }
        return manifest;
    }

    private OutputStream begin(Manifest.Entry entry, TarArchiveEntry tar) throws IOException {
        return switch (entry.kind()) {
            case FILE -> file(entry, tar);
            case FOLDER -> {
                Path made = Files.createDirectories(path(entry));
                folderTimes.put(made, tar.getLastModifiedTime());
                setMode(made, tar);
                yield OutputStream.nullOutputStream();
            }
            case LINK -> {
                links.add(entry);
                yield OutputStream.nullOutputStream();
            }
        };
    }

    private OutputStream file(Manifest.Entry entry, TarArchiveEntry tar) throws IOException {
        Path path = path(entry);
        SyncedFile file = new SyncedFile(path);
        return new OutputStream() {
            @Override
            public void write(int oneByte) throws IOException {
                file.write(oneByte);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                file.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                file.truncate(entry.size());
                file.close();
                setMode(path, tar);
                Files.setLastModifiedTime(path, tar.getLastModifiedTime());
            }
        };
    }

    private static void setMode(Path path, TarArchiveEntry tar) throws IOException {
        try {
            Files.setAttribute(path, "unix:mode", tar.getMode());
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            // A system without modes.
        }
    }

    private Path path(Manifest.Entry entry) throws IOException {
        return new EntryName(entry.name(), entry.encoded()).below(folder);
    }
}
