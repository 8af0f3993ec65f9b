package io.vaultlens.collector.host;

import io.vaultlens.collector.program.Program;
import io.vaultlens.collector.program.ProgramException;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a machine, one kind of thing after the other; one thread looks, any may close it. */
final class Inspection implements AutoCloseable {
    /** So many changes at once still go into one transaction's record. */
    private static final int MOST_THINGS = 10_000;

    private final SourceValues values;
    private final Path root;
    private final Checksums checksums;
    private final Program rpm = new Program("rpm", Map.of());

    Inspection(SourceValues values, Path root) {
        this.values = values;
        this.root = root;
        this.checksums = new Checksums(values.number("checksumBytes"));
    }

    /** What there is of this kind; none where the machine or the settings know it not. */
    Optional<Found> find(ThingKind kind) {
        try {
            return switch (kind) {
                case SOFTWARE -> values.flag("packages") ? packages() : Optional.empty();
                case DAEMONS -> values.flag("services") ? services() : Optional.empty();
                case FILES -> files();
            };
        } catch (IOException | ProgramException e) {
            return Optional.of(
                    Found.nothing("the " + kind.word() + " of " + root + ": " + e.getMessage()));
        }
    }

    private Optional<Found> packages() throws IOException, ProgramException {
        if (Files.exists(DpkgPackages.list(root))) {
            return Optional.of(limited(PackageEntry.things(DpkgPackages.read(root))));
        }
        return RpmPackages.areUnder(root)
                ? Optional.of(limited(PackageEntry.things(RpmPackages.read(root, rpm))))
                : Optional.empty();
    }

    private static Found limited(List<Thing> things) {
        if (things.size() <= MOST_THINGS) {
            return Found.of(things);
        }
        String failure =
                "of %d packages only the first %d are watched"
                        .formatted(things.size(), MOST_THINGS);
        return new Found(things.subList(0, MOST_THINGS), List.of(""), List.of(failure));
    }

    private Optional<Found> services() throws IOException {
        return SystemdServices.areUnder(root)
                ? Optional.of(SystemdServices.read(root))
                : Optional.empty();
    }

    private Optional<Found> files() {
        List<String> paths = new ArrayList<>(values.names("files"));
        int most = (int) values.number("mostFiles");
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(WatchedFiles.read(root, paths, most, checksums));
    }

    @Override
    public void close() {
        rpm.close();
    }
}
