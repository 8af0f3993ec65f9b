package io.vaultlens.collector.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the services of a machine that systemd runs from its files: units, links, control groups.
 *
 * <p>No program is started for it, so that it works over the files of another machine or of the
 * host of a container too. A service runs while its control group has a process.
 */
final class SystemdServices {
    private static final String SUFFIX = ".service";

    /** Where units lie; an earlier folder hides the same name in a later one. */
    private static final List<String> FOLDERS =
            List.of(
                    "etc/systemd/system",
                    "run/systemd/system",
                    "usr/local/lib/systemd/system",
                    "usr/lib/systemd/system",
                    "lib/systemd/system");

    private static final List<String> GROUPS = List.of("sys/fs/cgroup", "sys/fs/cgroup/systemd");
    private static final int GROUP_DEPTH = 6;

    private final Path root;
    private final Map<String, Path> units = new TreeMap<>();
    private final Set<String> started = new HashSet<>();
    private final Set<String> running = new HashSet<>();

    private SystemdServices(Path root) {
        this.root = root;
    }

    /** Whether the machine has systemd. */
    static boolean areUnder(Path root) {
        return Files.isDirectory(root.resolve("usr/lib/systemd/system"))
                || Files.isDirectory(root.resolve("lib/systemd/system"));
    }

    /** All services of the machine. */
    static Found read(Path root) throws IOException {
        SystemdServices services = new SystemdServices(root);
        for (String folder : FOLDERS) {
            services.units(root.resolve(folder));
        }
        for (String group : GROUPS) {
            services.running(root.resolve(group));
        }
        List<Thing> things = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Map.Entry<String, Path> unit : services.units.entrySet()) {
            try {
                things.addAll(services.things(unit.getKey(), unit.getValue()));
            } catch (IOException e) {
                hidden.add(unit.getKey());
                failures.add(unit.getValue() + " could not be read: " + e.getMessage());
            }
        }
        return new Found(things, hidden, failures);
    }

    private void units(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    units.putIfAbsent(name, entry);
                } else if (name.endsWith(".wants") || name.endsWith(".requires")) {
                    links(entry);
                }
            }
        }
    }

    /** What another unit wants starts with it. */
    private void links(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            entries.forEach(entry -> started.add(entry.getFileName().toString()));
        }
    }

    private void running(Path groups) throws IOException {
        if (!Files.isDirectory(groups)) {
            return;
        }
        Files.walkFileTree(
                groups,
                Set.of(),
                GROUP_DEPTH,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes found) {
                        String name = folder.getFileName().toString();
                        if (name.endsWith(SUFFIX) && hasProcess(folder)) {
                            running.add(name);
                        }
                        return name.equals("user.slice")
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // A group ends with its last process, while this looks too.
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static boolean hasProcess(Path group) {
        try {
            Path events = group.resolve("cgroup.events");
            return Files.exists(events)
                    ? Files.readString(events).contains("populated 1")
                    : !Files.readString(group.resolve("cgroup.procs")).isBlank();
        } catch (IOException e) {
            // The group ended in between.
            return false;
        }
    }

    /** The service of a unit; of a template each instance that runs or starts by itself. */
    private List<Thing> things(String name, Path unit) throws IOException {
        if (isAlias(unit)) {
            return List.of();
        }
        UnitFile file = new UnitFile();
        boolean masked = isMasked(unit);
        if (!masked) {
            file.add(unit);
        }
        for (Path dropIn : dropIns(name)) {
            file.add(dropIn);
        }
        List<Thing> things = new ArrayList<>();
        for (String instance : instances(name)) {
            things.add(thing(instance, file, masked));
        }
        return things;
    }

    private List<String> instances(String name) {
        if (!name.endsWith("@" + SUFFIX)) {
            return List.of(name);
        }
        String start = name.substring(0, name.length() - SUFFIX.length());
        Set<String> known = new TreeSet<>(started);
        known.addAll(running);
        return known.stream()
                .filter(found -> found.startsWith(start) && !found.equals(name))
                .filter(found -> !units.containsKey(found))
                .toList();
    }

    /** Another name of a unit, which is listed under its own. */
    private static boolean isAlias(Path unit) throws IOException {
        if (!Files.isSymbolicLink(unit)) {
            return false;
        }
        Path target = Files.readSymbolicLink(unit);
        return target.getFileName() != null
                && target.getFileName().toString().endsWith(SUFFIX)
                && !target.getFileName().equals(unit.getFileName());
    }

    private static boolean isMasked(Path unit) throws IOException {
        return Files.isSymbolicLink(unit)
                        && Files.readSymbolicLink(unit).toString().equals("/dev/null")
                || Files.isRegularFile(unit) && Files.size(unit) == 0;
    }

    private List<Path> dropIns(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : FOLDERS.reversed()) {
            Path dropIns = root.resolve(folder).resolve(name + ".d");
            if (Files.isDirectory(dropIns)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(dropIns, "*.conf")) {
                    files.forEach(found::add);
                }
            }
        }
        return found;
    }

    private Thing thing(String unitName, UnitFile file, boolean masked) {
        String name = unitName.substring(0, unitName.length() - SUFFIX.length());
        return new Thing(
                name,
                Map.of(
                        "SvcName",
                        name,
                        "SvcDisplayName",
                        file.description(),
                        "SvcDescription",
                        file.description(),
                        "SvcController",
                        "systemd",
                        "SvcState",
                        running.contains(unitName) ? "Running" : "Stopped",
                        "SvcStartupType",
                        startupType(unitName, file, masked),
                        "SvcPath",
                        file.program(),
                        "SvcAccount",
                        masked ? "" : file.account()));
    }

    private String startupType(String unitName, UnitFile file, boolean masked) {
        if (masked) {
            return "Disabled";
        }
        if (started.contains(unitName)) {
            return "Auto";
        }
        return file.installable() ? "Disabled" : "Manual";
    }
}
