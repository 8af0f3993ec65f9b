package io.vaultlens.collector.host;

import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.RecordFeed;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is installed, runs and lies under watched paths on a Linux machine, and how it changes.
 *
 * <p>Each pass is a scan. What it found is kept with the position of its kind, and committed with
 * the changes: a scan that is lost finds the same changes again.
 */
public final class HostSource implements Source {
    /** What its entry under {@code sources:} says. */
    public static final SourceKind KIND =
            new SourceKind(
                    "host",
                    "Packages, services and watched files of a Linux machine and their changes.",
                    List.of(
                            SourceSetting.optional(
                                    "root", Type.PATH, "/", "The folder with the machine's files."),
                            SourceSetting.optional(
                                    "computer",
                                    Type.TEXT,
                                    "",
                                    "The machine's name; without it what /etc/hostname says."),
                            SourceSetting.optional(
                                    "resourceId",
                                    Type.TEXT,
                                    "",
                                    "The machine's ARM id, where it has one."),
                            SourceSetting.optional(
                                    "packages", Type.FLAG, "true", "Whether packages are listed."),
                            SourceSetting.optional(
                                    "services", Type.FLAG, "true", "Whether services are listed."),
                            SourceSetting.optional(
                                    "files",
                                    Type.NAMES,
                                    "/etc",
                                    "Files and folders to watch, folders with all below them."),
                            SourceSetting.number(
                                    "mostFiles",
                                    5_000,
                                    1,
                                    10_000,
                                    "How many watched files are looked at."),
                            SourceSetting.number(
                                    "checksumBytes",
                                    5 << 20,
                                    0,
                                    1L << 40,
                                    "Up to this size a file's content has a checksum."),
                            SourceSetting.number(
                                    "scanSeconds", 300, 1, 86_400, "The rest between two scans."),
                            SourceSetting.number(
                                    "inventoryHours",
                                    24,
                                    1,
                                    8_760,
                                    "How often all that is there is told again.")),
                    HostSource::new);

    private final SourceValues values;
    private final SourceContext context;
    private final Path root;
    private final Inspection inspection;

    HostSource(SourceValues values, SourceContext context) {
        this.values = values;
        this.context = context;
        this.root = values.path("root").toAbsolutePath().normalize();
        this.inspection = new Inspection(values, root);
    }

    @Override
    public String name() {
        return values.name();
    }

    @Override
    public String where() {
        return root.toString();
    }

    @Override
    public Duration rest(Duration standard) {
        return Duration.ofSeconds(values.number("scanSeconds"));
    }

    @Override
    public void close() {
        inspection.close();
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        if (!Files.isDirectory(root.resolve("etc"))) {
            throw new SourceException(
                    root + " has no folder etc; root must be the folder with a machine's files");
        }
        Machine machine = Machine.under(root, values.text("computer"), values.text("resourceId"));
        String place = "host:" + machine.computer() + ":" + root;
        RecordFeed feed = new RecordFeed(context.buffers(), sink);
        Telling telling =
                new Telling(
                        machine,
                        context.clock().instant(),
                        Duration.ofHours(values.number("inventoryHours")),
                        positions.of(place),
                        feed);
        List<String> failures = new ArrayList<>();
        for (ThingKind kind : ThingKind.values()) {
            Optional<Found> found = inspection.find(kind);
            if (found.isPresent()) {
                failures.addAll(found.get().failures());
                telling.tell(kind, found.get(), positions.of(place + "/" + kind.word()));
            }
        }
        telling.end();
        feed.finish();
        return failures;
    }
}
