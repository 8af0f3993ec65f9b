package io.vaultlens.collector.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
    private static final int REST_PER_WALK = 5;
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration QUICK_WALK = Duration.ofMillis(50);
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
    private FolderTree tree = new FolderTree();
    private LiveFolders live = LiveFolders.of(tree);
    private Optional<CompletableFuture<FolderTree>> walking = Optional.empty();
    private long restedNanos = System.nanoTime();
    private volatile long walkNanos;

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
            restedNanos = System.nanoTime();
            walkNanos = 0;
            throw new SourceException(
                    where() + " could not be read: there is no such file or folder");
        }
        List<String> failures = new ArrayList<>();
        TreeMap<String, Found> files = new TreeMap<>();
        found(failures)
                .forEach((path, attributes) -> files.put(order(path), Found.of(path, attributes)));
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

    /**
     * All files, or of a large folder that is followed those that live: a walk through all of it
     * takes long, so it is made beside the looks at these.
     */
    private Map<Path, BasicFileAttributes> found(List<String> failures) {
        boolean walked = walk();
        failures.addAll(tree.failures());
        Map<Path, BasicFileAttributes> found = new HashMap<>();
        if (walked || more) {
            found.putAll(tree.files());
        }
        if (waits) {
            // What the walk found may be older than what was read since.
            found.putAll(live.look());
        }
        return found;
    }

    /** Walks at once where that is quick, else on a thread of its own; whether one has ended. */
    private boolean walk() {
        if (walking.isEmpty() && System.nanoTime() - restedNanos >= 0) {
            walking =
                    Optional.of(
                            walkNanos < QUICK_WALK.toNanos()
                                    ? CompletableFuture.completedFuture(walked())
                                    : CompletableFuture.supplyAsync(
                                            this::walked, FolderSource::begin));
        }
        if (walking.isEmpty() || !walking.get().isDone()) {
            return false;
        }
        tree = walking.get().join();
        walking = Optional.empty();
        if (waits) {
            live = LiveFolders.of(tree);
        }
        long rest = walkNanos < QUICK_WALK.toNanos() ? 0 : REST_PER_WALK * walkNanos;
        restedNanos = System.nanoTime() + Math.min(rest, LONGEST_REST.toNanos());
        return true;
    }

    private static void begin(Runnable work) {
        Thread.ofPlatform().name("folder-walk").daemon().start(work);
    }

    private FolderTree walked() {
        long before = System.nanoTime();
        FolderTree found = new FolderTree();
        paths.forEach(path -> found.add(path.toAbsolutePath().normalize()));
        walkNanos = System.nanoTime() - before;
        return found;
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
            Optional<String> failure = reader.read(file.path(), known);
            failure.ifPresent(_ -> live.keep(file.path()));
            failure.ifPresent(failures::add);
            reader.extent(reader.extent().fileDone(file.size()));
        }
        more = read < changed.size();
    }

    @Override
    public Duration rest(Duration standard) {
        return more ? Duration.ZERO : standard;
    }

    /** Walks through a large folder are made beside the looks, with rests between them. */
    @Override
    public boolean looksCheaply() {
        return waits;
    }

    /** By container, then by the hour of receipt, so that rows come in the order of their time. */
    private static String order(Path file) {
        String path = file.toString();
        Matcher hour = HOUR.matcher(path);
        return hour.matches() ? hour.group(1) + "/" + hour.group(2) + "\0" + path : path;
    }
}
