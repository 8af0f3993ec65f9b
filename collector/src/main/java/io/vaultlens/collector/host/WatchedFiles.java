package io.vaultlens.collector.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the files under the watched paths; links are looked at, not followed. */
final class WatchedFiles {
    private final Path root;
    private final List<String> paths;
    private final int most;
    private final Checksums checksums;
    private final Map<String, Thing> things = new TreeMap<>();
    private final List<String> hidden = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private WatchedFiles(Path root, List<String> paths, int most, Checksums checksums) {
        this.root = root;
        this.paths = paths;
        this.most = most;
        this.checksums = checksums;
    }

    /**
     * The files under these paths.
     *
     * @param root the folder that stands for the machine's root
     * @param paths files and folders as the machine names them
     * @param most how many files are looked at
     */
    static Found read(Path root, List<String> paths, int most, Checksums checksums) {
        WatchedFiles files = new WatchedFiles(root, paths, most, checksums);
        files.walk();
        checksums.keepOnly(files.things.keySet());
        return new Found(List.copyOf(files.things.values()), files.hidden, files.failures);
    }

    private void walk() {
        for (String path : paths) {
            Path start = root.resolve(path.replaceFirst("^/+", ""));
            if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                walk(start);
            }
        }
        if (things.size() >= most) {
            failures.add(
                    "only the first "
                            + most
                            + " files under "
                            + String.join(", ", paths)
                            + " are watched (mostFiles)");
            // Which files are the first ones may differ from scan to scan.
            hidden.add("");
        }
    }

    private void walk(Path start) {
        try {
            Files.walkFileTree(start, new Visitor());
        } catch (IOException e) {
            missed(start, e);
        }
    }

    /** Takes each file; what cannot be seen hides what lies below it. */
    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
            if (things.size() >= most) {
                return FileVisitResult.TERMINATE;
            }
            if (found.isRegularFile() || found.isSymbolicLink()) {
                look(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                missed(file, e);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private void missed(Path file, IOException e) {
        hidden.add(shown(file));
        failures.add(shown(file) + " could not be read: " + reason(e));
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "permission denied; run as a user who may read it, or watch another path"
                : String.valueOf(e.getMessage());
    }

    /** The path as the machine names it. */
    private String shown(Path file) {
        return "/" + root.relativize(file);
    }

    private void look(Path file) {
        String path = shown(file);
        try {
            PosixFileAttributes found =
                    Files.readAttributes(
                            file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Map<String, String> values = new TreeMap<>();
            values.put("FileSystemPath", path);
            values.put("Size", String.valueOf(found.size()));
            values.put("DateModified", found.lastModifiedTime().toInstant().toString());
            values.put("DateCreated", found.creationTime().toInstant().toString());
            values.put("Acls", acls(found));
            if (found.isSymbolicLink()) {
                values.put("Attributes", "Link to " + Files.readSymbolicLink(file));
            } else {
                values.put("Attributes", "File");
                values.put("FileContentChecksum", checksum(file, path, found));
            }
            things.put(path, new Thing(path, values));
        } catch (IOException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                missed(file, e);
            }
        }
    }

    private String checksum(Path file, String path, PosixFileAttributes found) {
        try {
            return checksums.of(file, path, found);
        } catch (IOException e) {
            failures.add(path + " has no checksum: " + reason(e));
            return "";
        }
    }

    private static String acls(PosixFileAttributes found) {
        return "%s %s:%s"
                .formatted(
                        PosixFilePermissions.toString(found.permissions()),
                        found.owner().getName(),
                        found.group().getName());
    }
}
