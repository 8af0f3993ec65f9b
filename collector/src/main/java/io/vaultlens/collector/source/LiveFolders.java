package io.vaultlens.collector.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a large tree that grew lately and the folders above them, so that a look at these
 * alone sees what grows and new files beside it; all else waits for a walk through the tree.
 *
 * <p>Used by one thread.
 */
final class LiveFolders {
    private static final int MOST_FILES = 1_000;

    /** Within so long after a change a folder may change again without another time. */
    private static final long SAME_TIME_NANOS = 2_000_000_000L;

    private final Map<Path, FolderTree.Folder> folders = new HashMap<>();
    private final Set<Path> files = new HashSet<>();

    /** What lives of a tree: the files that were written last. */
    static LiveFolders of(FolderTree tree) {
        LiveFolders live = new LiveFolders();
        Comparator<Map.Entry<Path, BasicFileAttributes>> age =
                Comparator.comparing(file -> file.getValue().lastModifiedTime());
        tree.files().entrySet().stream()
                .sorted(age.reversed())
                .limit(MOST_FILES)
                .forEach(file -> live.files.add(file.getKey()));
        for (Path file : live.files) {
            Path folder = file.getParent();
            while (tree.folders().containsKey(folder) && !live.folders.containsKey(folder)) {
                live.folders.put(folder, tree.folders().get(folder));
                folder = folder.getParent();
            }
        }
        return live;
    }

    /** Looks at what lives, and takes in what came beside it. */
    Map<Path, BasicFileAttributes> look() {
        for (Path folder : List.copyOf(folders.keySet())) {
            look(folder);
        }
        Map<Path, BasicFileAttributes> found = new HashMap<>();
        for (Path file : List.copyOf(files)) {
            try {
                found.put(file, Files.readAttributes(file, BasicFileAttributes.class));
            } catch (IOException e) {
                // It went; a walk tells of it if that matters.
                files.remove(file);
            }
        }
        return found;
    }

    /** Looks at this file too, until the next walk. */
    void keep(Path file) {
        files.add(file);
    }

    private void look(Path folder) {
        FolderTree.Folder before = folders.get(folder);
        try {
            long modified =
                    DiskFile.modifiedNanos(Files.readAttributes(folder, BasicFileAttributes.class));
            long age = System.currentTimeMillis() * 1_000_000L - modified;
            if (modified == before.modifiedNanos() && age > SAME_TIME_NANOS) {
                return;
            }
            Set<Path> children = new HashSet<>(before.children());
            folders.put(folder, new FolderTree.Folder(modified, children));
            try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
                for (Path child : listed) {
                    if (children.add(child)) {
                        add(new FolderTree().add(child), child);
                    }
                }
            }
        } catch (IOException e) {
            folders.remove(folder);
        }
    }

    private void add(FolderTree tree, Path child) {
        folders.putAll(tree.folders());
        tree.files().keySet().stream()
                .filter(file -> !file.equals(child) || FolderTree.isRecords(file))
                .forEach(files::add);
    }
}
