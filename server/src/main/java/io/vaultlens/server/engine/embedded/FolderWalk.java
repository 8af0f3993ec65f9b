package io.vaultlens.server.engine.embedded;

import io.vaultlens.server.engine.StorageFailures;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Takes a folder into an archive, everything below it in the order of the names.
 *
 * <p>Links are kept as links, so nothing outside the folder is ever read. What cannot be read is
 * noted and left out; pipes, sockets and devices hold no content and are left out silently.
 */
final class FolderWalk {
    private final Path root;
    private final ArchiveWriter writer;

    FolderWalk(Path root, ArchiveWriter writer) {
        this.root = root;
        this.writer = writer;
    }

    void run() throws IOException {
        children(root);
    }

    private void children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
            listing.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            writer.skip(nameForPeople(folder), StorageFailures.reason(e.getCause()));
        } catch (IOException e) {
            writer.skip(nameForPeople(folder), StorageFailures.reason(e));
        }
        Collections.sort(children);
        for (Path child : children) {
            take(child);
        }
    }

    private void take(Path path) throws IOException {
        EntryName name = EntryName.of(root, path);
        BasicFileAttributes seen;
        try {
            seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            writer.skip(name.text(), StorageFailures.reason(e));
            return;
        }
        if (seen.isSymbolicLink()) {
            writer.link(name, path, seen);
        } else if (seen.isDirectory()) {
            writer.folder(name, path, seen);
            children(path);
        } else if (seen.isRegularFile()) {
            writer.file(name, path, seen);
        }
    }

    private String nameForPeople(Path folder) {
        return folder.equals(root) ? root.toString() : EntryName.of(root, folder).text();
    }
}
