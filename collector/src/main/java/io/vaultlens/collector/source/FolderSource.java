package io.vaultlens.collector.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files, and folders with everything below them that looks like records.
 *
 * <p>A folder that is followed is read for some seconds at a time, the newest hours first, so that
 * what comes in is not held up by the months before it; the next pass goes on.
 */
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

    private static final Pattern ANY_HOUR =
            Pattern.compile(".*?(y=\\d{4}/m=\\d\\d/d=\\d\\d/h=\\d\\d/m=\\d\\d)/[^/]*");
    private static final Duration LONGEST_PASS = Duration.ofSeconds(15);

    /** Files that do not say their hour come first: they may be of any. */
    private static final Comparator<Found> NEWEST_FIRST =
            Comparator.comparing((Found file) -> file.hour().isEmpty() ? 0 : 1)
                    .thenComparing(Found::hour, Comparator.reverseOrder())
                    .thenComparing(Found::path);

    private final String name;
    private final List<Path> paths;
    private final Limits limits;
    private final Buffers buffers;
    private final boolean waits;
    private final Duration longestPass;
    private Extent extent = Extent.NONE;
    private boolean more;

    /**
     * A source over paths.
     *
     * @param waits whether an unfinished record at a file's end waits for more, as in a folder that
     *     is watched; else it is kept aside
     */
    public FolderSource(
            String name, List<Path> paths, Limits limits, Buffers buffers, boolean waits) {
        this(name, paths, limits, buffers, waits, LONGEST_PASS);
    }

    /** A source with passes of another length. */
    FolderSource(
            String name,
            List<Path> paths,
            Limits limits,
            Buffers buffers,
            boolean waits,
            Duration longestPass) {
        this.name = name;
        this.paths = List.copyOf(paths);
        this.limits = limits;
        this.buffers = buffers;
        this.waits = waits;
        this.longestPass = longestPass;
    }

    /** A file as it was found. */
    private record Found(Path path, long size, long modifiedNanos, String hour) {
        static Found of(Path path, BasicFileAttributes attributes) {
            Matcher named = ANY_HOUR.matcher(path.toString());
            String hour = named.matches() ? named.group(1) : "";
            return new Found(path, attributes.size(), DiskFile.modifiedNanos(attributes), hour);
        }
    }

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
        if (waits) {
            changed.sort(NEWEST_FIRST);
        }
        reader.extent(goingOn(changed));
        readSome(changed, positions, reader, failures);
        reader.finish();
        extent = reader.extent();
        return failures;
    }

    /** What was read since nothing was left, and what there is to read now. */
    private Extent goingOn(List<Found> changed) {
        Extent before = more ? extent : Extent.NONE;
        long bytes = changed.stream().mapToLong(Found::size).sum();
        return new Extent(
                before.doneFiles(),
                before.doneFiles() + changed.size(),
                before.doneBytes(),
                before.doneBytes() + bytes);
    }

    private void readSome(
            List<Found> changed, Positions positions, FileReader reader, List<String> failures) {
        long end = System.nanoTime() + longestPass.toNanos();
        int read = 0;
        while (read < changed.size() && !(waits && read > 0 && System.nanoTime() > end)) {
            Found file = changed.get(read++);
            Position known = positions.of(file.path().toString());
            reader.read(file.path(), known).ifPresent(failures::add);
            reader.extent(reader.extent().fileDone(file.size()));
        }
        more = read < changed.size();
    }

    @Override
    public Duration rest(Duration standard) {
        return more ? Duration.ZERO : standard;
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
                                files.put(order(file), Found.of(file, found));
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
