package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of the store's file as an older version left it, made before its rows are rewritten; the
 * newest one is kept.
 */
final class KeptCopy {
    private static final String FOLDER = "before-upgrade";

    private KeptCopy() {}

    /** Copies the file, which nobody has open and which has no log. */
    static void make(Path folder) {
        Path file = DataFolder.file(folder);
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < Files.size(file)) {
                String message =
                        "the store in %s is of an older version, and its copy before the upgrade needs %d"
                                + " MB of free disk; there are %d MB";
                throw new StoreException(
                        message.formatted(folder, Files.size(file) >> 20, free >> 20));
            }
            Path copies = Files.createDirectories(folder.resolve(FOLDER));
            Path copy = copies.resolve(StoredFile.NAME);
            Path draft = copies.resolve(StoredFile.NAME + ".part");
            Files.copy(
                    file,
                    draft,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Draft.finish(draft, copy);
        } catch (IOException e) {
            throw new StoreException(
                    "the store in "
                            + folder
                            + " is of an older version and cannot be copied before the upgrade: "
                            + e.getMessage(),
                    e);
        }
    }

    /** What is kept. */
    static List<Path> of(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve(FOLDER))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve(FOLDER))) {
            return files.toList();
        }
    }
}
