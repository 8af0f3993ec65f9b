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
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Files, and folders with everything below them that looks like records. */
public final class FolderSource implements Source {
    /** A folder that is followed. */
    public static final SourceKind KIND =
            new SourceKind(
                    "folder",
                    "A folder and all below it: a storage account's archive, or a workspace's data"
                            + " export, as it lies on disk.",
                    List.of(
                            SourceSetting.required(
                                    "path", SourceSetting.Type.PATH, "Where it is.")),
                    (values, context) ->
                            new FolderSource(
                                    values.name(),
                                    List.of(values.path("path")),
                                    context.limits(),
                                    context.buffers(),
                                    true));

    private static final Pattern HOUR =
            Pattern.compile(
                    "(.*?)/resourceId=.*/(y=\\d+/m=\\d+/d=\\d+/h=\\d+/m=\\d+)/.*",
                    Pattern.CASE_INSENSITIVE);

    private final String name;
    private final List<Path> paths;
    private final Limits limits;
    private final Buffers buffers;
    private final boolean waits;

    /**
     * A source over paths.
     *
     * @param waits whether an unfinished record at a file's end waits for more, as in a folder that
     *     is watched; else it is kept aside
     */
    public FolderSource(
            String name, List<Path> paths, Limits limits, Buffers buffers, boolean waits) {
        this.name = name;
        this.paths = List.copyOf(paths);
        this.limits = limits;
        this.buffers = buffers;
        this.waits = waits;
    }

    /** A file as it was found. */
    private record Found(Path path, long size, long modifiedNanos) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public String where() {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        if (waits && paths.stream().noneMatch(Files::exists)) {
            throw new SourceException(
                    where() + " could not be read: there is no such file or folder");
        }
        List<String> failures = new ArrayList<>();
        TreeMap<String, Found> files = new TreeMap<>();
        for (Path path : paths) {
            find(path.toAbsolutePath().normalize(), files, failures);
        }
        FileReader reader = new FileReader(buffers, sink, limits, waits);
        List<Found> changed = new ArrayList<>();
        for (Found file : files.values()) {
            Position known = positions.of(file.path().toString());
            if (FileReader.isChanged(known, file.size(), file.modifiedNanos())
                    || FileReader.isUnfinished(known, waits)) {
                changed.add(file);
            }
        }
        long bytes = changed.stream().mapToLong(Found::size).sum();
        reader.extent(new Extent(0, changed.size(), 0, bytes));
        for (Found file : changed) {
            Position known = positions.of(file.path().toString());
            reader.read(file.path(), known).ifPresent(failures::add);
            reader.extent(reader.extent().fileDone(file.size()));
        }
        reader.finish();
        return failures;
    }

    private static void find(Path root, TreeMap<String, Found> files, List<String> failures) {
        if (!Files.exists(root)) {
            failures.add(root + " could not be read: there is no such file or folder");
            return;
        }
        try {
            Files.walkFileTree(
                    root,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                            if (found.isRegularFile() && (file.equals(root) || isRecords(file))) {
                                long modified = DiskFile.modifiedNanos(found);
                                files.put(order(file), new Found(file, found.size(), modified));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            failures.add(file + " could not be read: " + FileReader.reason(e));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            failures.add(root + " could not be read: " + e.getMessage());
        }
    }

    private static boolean isRecords(Path file) {
        String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".gz");
    }

    /** By container, then by the hour of receipt, so that rows come in the order of their time. */
    private static String order(Path file) {
        String path = file.toString();
        Matcher hour = HOUR.matcher(path);
        return hour.matches() ? hour.group(1) + "/" + hour.group(2) + "\0" + path : path;
    }
}
