package io.vaultlens.collector.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What was found below some paths: files that look like records, and what lies in each folder.
 *
 * <p>Used by one thread at a time.
 */
final class FolderTree {
    private final Map<Path, BasicFileAttributes> files = new HashMap<>();
    private final Map<Path, Folder> folders = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * A folder as it was when it was listed.
     *
     * @param modifiedNanos when something came or went in it, as known before it was listed
     * @param children what lay in it
     */
    record Folder(long modifiedNanos, Set<Path> children) {}

    /** The files that look like records. */
    Map<Path, BasicFileAttributes> files() {
        return files;
    }

    /** The folders above them. */
    Map<Path, Folder> folders() {
        return folders;
    }

    /** What could not be read, a line each. */
    List<String> failures() {
        return failures;
    }

    /** Finds all that is below a path, or the path itself where it is a file. */
    FolderTree add(Path root) {
        if (!Files.exists(root)) {
            failures.add(root + " could not be read: there is no such file or folder");
            return this;
        }
        try {
            Files.walkFileTree(
                    root,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new Visitor(root));
        } catch (IOException | UncheckedIOException e) {
            failures.add(root + " could not be read: " + e.getMessage());
        }
        return this;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
            note(folder);
            folders.put(folder, new Folder(DiskFile.modifiedNanos(found), new HashSet<>()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
            note(file);
            if (found.isRegularFile() && (file.equals(root) || isRecords(file))) {
                files.put(file, found);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            failures.add(file + " could not be read: " + FileReader.reason(e));
            return FileVisitResult.CONTINUE;
        }

        private void note(Path child) {
            Folder parent = folders.get(child.getParent());
            if (parent != null) {
                parent.children().add(child);
            }
        }
    }

    /** Whether a file looks like records by its name. */
    static boolean isRecords(Path file) {
        String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".gz");
    }
}
