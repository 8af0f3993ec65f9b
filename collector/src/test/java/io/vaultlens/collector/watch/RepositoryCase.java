package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.repository.Borg;
import io.vaultlens.collector.repository.RealPrograms;
import io.vaultlens.collector.repository.RepositoryKinds;
import io.vaultlens.collector.repository.Restic;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A repository of a real program with a log of runs that failed; a run is written to a log once.
 */
final class RepositoryCase implements SourceCase {
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private final SourceKind kind;
    private final String line;
    private final Path folder;
    private final Path elsewhere;
    private final Set<String> written = new HashSet<>();

    private RepositoryCase(SourceKind kind, String line, Path work) {
        this.kind = kind;
        this.line = line;
        this.folder = work.resolve("backups");
        this.elsewhere = work.resolve("elsewhere");
        RealPrograms.need(kind.name());
        House.write(folder.resolve("runs/backup.log"), "");
    }

    /** A repository of restic. */
    static RepositoryCase restic(Path work) {
        RepositoryCase made = new RepositoryCase(RepositoryKinds.RESTIC, "Fatal: %s\n", work);
        made.copyOf(RepositoryCase::newRestic);
        return made;
    }

    private static void newRestic(Path folder) {
        Restic restic = new Restic(folder, "secret");
        restic.run("init");
        restic.run("backup", "/etc/hostname");
    }

    /** A repository of borg. */
    static RepositoryCase borg(Path work) {
        String line =
                "{\"type\":\"log_message\",\"time\":%d,\"levelname\":\"ERROR\",\"message\":\"%s\"}\n";
        RepositoryCase made = new RepositoryCase(RepositoryKinds.BORG, line, work);
        made.copyOf(RepositoryCase::newBorg);
        return made;
    }

    private static void newBorg(Path folder) {
        Borg borg = new Borg(folder, folder.resolveSibling("home"), "secret");
        borg.run("init", "-e", "repokey");
    }

    /** The programs take seconds to make a repository, so that each makes one for all cases. */
    private void copyOf(Consumer<Path> maker) {
        Path made = MADE.computeIfAbsent(kind.name(), _ -> made(maker));
        Path to = folder.resolve("repository");
        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(made.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path made(Consumer<Path> maker) {
        try {
            Path made = Files.createTempDirectory("repository").resolve("made");
            maker.accept(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SourceValues values() {
        return SourceValues.of(
                "case",
                kind,
                Map.of(
                        "repository",
                        folder.resolve("repository").toString(),
                        "password",
                        "secret",
                        "log",
                        folder.resolve("runs").toString(),
                        "lookSeconds",
                        "1"));
    }

    @Override
    public void deliver(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        for (String id : ids) {
            if (written.add(id)) {
                boolean timed = line.contains("%d");
                lines.append(timed ? line.formatted(60L * written.size(), id) : line.formatted(id));
            }
        }
        try {
            Files.writeString(folder.resolve("runs/backup.log"), lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> arrived(House house) {
        return house.rows(
                "SELECT \"ExtendedProperties\"->>'Message' FROM \"AddonAzureBackupJobs\" WHERE"
                        + " \"JobStatus\" = 'Failed' ORDER BY 1");
    }

    @Override
    public boolean deliverBad() {
        return false;
    }

    @Override
    public void goAway() {
        SourceCase.move(folder, elsewhere);
    }

    @Override
    public void comeBack() {
        SourceCase.move(elsewhere, folder);
    }

    @Override
    public void close() {}
}
