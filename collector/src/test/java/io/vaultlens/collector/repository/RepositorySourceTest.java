package io.vaultlens.collector.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories made by the real programs. */
class RepositorySourceTest {
    private static final String JOBS =
            "SELECT \"JobOperation\", \"JobStatus\", \"JobFailureCode\", \"BackupItemFriendlyName\""
                    + " FROM \"AddonAzureBackupJobs\" ORDER BY \"TimeGenerated\", \"JobStatus\"";

    private static final IngestSettings SETTINGS =
            IngestSettings.standard().withFurthestAhead(RealPrograms.AHEAD);

    @TempDir Path work;

    private Source source(SourceKind kind, Map<String, String> more, House house) {
        Map<String, String> given = new HashMap<>();
        given.put("repository", work.resolve("repository").toString());
        given.put("password", "secret");
        given.putAll(more);
        return kind.source(SourceValues.of("offsite", kind, given), house.ingest.context());
    }

    private IngestRun read(SourceKind kind, Map<String, String> more, House house) {
        try (Source source = source(kind, more, house)) {
            return house.ingest.read(source, Pass.PLAIN);
        }
    }

    private Path documents() throws IOException {
        House.write(work.resolve("documents/a.txt"), "alpha");
        House.write(work.resolve("documents/b.txt"), "beta beta");
        return work.resolve("documents");
    }

    @Test
    void snapshotsOfResticAreItemsRecoveryPointsAndJobs() throws Exception {
        RealPrograms.need("restic");
        Restic restic = new Restic(work.resolve("repository"), "secret");
        restic.run("init");
        restic.run("backup", "--host", "web01", documents().toString());
        restic.run("backup", "--host", "web01", documents().toString());
        restic.run("backup", "--host", "db01", work.resolve("documents/b.txt").toString());
        try (House house = new House(SETTINGS)) {
            IngestRun run = read(RepositoryKinds.RESTIC, Map.of(), house);
            assertEquals(List.of(), run.failures());
            assertEquals(0, run.keptAside());
            String web = "web01:" + work.resolve("documents");
            String db = "db01:" + work.resolve("documents/b.txt");
            assertEquals(
                    List.of(
                            "Backup|Completed|Success|" + web,
                            "Backup|Completed|Success|" + web,
                            "Backup|Completed|Success|" + db),
                    house.rows(JOBS));
            assertEquals(
                    List.of(db + "|9", web + "|14"),
                    house.rows(
                            "SELECT split_part(\"BackupItemUniqueId\", 'folder;', 2),"
                                    + " CAST(round(\"BackupItemFrontEndSize\" * 1048576) AS BIGINT)"
                                    + " FROM \"CoreAzureBackup\" WHERE \"OperationName\" ="
                                    + " 'BackupItemFrontEndSizeConsumption' ORDER BY 1"));
            assertEquals(
                    List.of("2|restic"),
                    house.rows(
                            "SELECT count(*), max(\"BackupManagementType\") FROM"
                                    + " \"CoreAzureBackup\" WHERE \"OperationName\" ="
                                    + " 'RecoveryPoint' AND \"LatestRecoveryPointTime\" >="
                                    + " \"OldestRecoveryPointTime\""));
            assertEquals(
                    List.of("true"),
                    house.rows(
                            "SELECT \"StorageConsumedInMBs\" > 0 FROM \"AddonAzureBackupStorage\""
                                    + " WHERE \"OperationName\" = 'StorageAssociation'"));
            assertEquals(2, house.count("\"AddonAzureBackupProtectedInstance\""));
            assertEquals(0, read(RepositoryKinds.RESTIC, Map.of(), house).read());
            restic.run("backup", "--host", "web01", documents().toString());
            read(RepositoryKinds.RESTIC, Map.of(), house);
            assertEquals(4, house.count("\"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void aLogTellsHowRunsOfResticWent() throws Exception {
        RealPrograms.need("restic");
        Restic restic = new Restic(work.resolve("repository"), "secret");
        restic.run("init");
        Path log = work.resolve("backup.log");
        restic.runInto(log, "backup", "--json", "--host", "web01", documents().toString());
        restic.runInto(log, "backup", "--json", "--host", "web01", "/no/such/folder");
        new Restic(work.resolve("repository"), "wrong")
                .runInto(log, "backup", "--json", documents().toString());
        try (House house = new House(SETTINGS)) {
            Map<String, String> more = Map.of("log", log.toString());
            read(RepositoryKinds.RESTIC, more, house);
            String item = "web01:" + work.resolve("documents");
            assertEquals(
                    List.of(
                            "Completed|Success|" + item + "|true|2",
                            "Failed|UserErrorRepositoryPasswordWrong|" + item + "|false|null",
                            "Failed|UserErrorSourceFolderMissing|" + item + "|false|null"),
                    house.rows(
                            "SELECT \"JobStatus\", \"JobFailureCode\", \"BackupItemFriendlyName\","
                                    + " \"JobDurationInSecs\" > 0,"
                                    + " \"ExtendedProperties\"->>'Files' FROM"
                                    + " \"AddonAzureBackupJobs\" ORDER BY 1, 2"));
            assertEquals(0, read(RepositoryKinds.RESTIC, more, house).read());
        }
    }

    @Test
    void aCheckIsAJobOfItsOwn() throws Exception {
        RealPrograms.need("restic");
        Restic restic = new Restic(work.resolve("repository"), "secret");
        restic.run("init");
        restic.run("backup", "--host", "web01", documents().toString());
        Map<String, String> daily = Map.of("checkHours", "24");
        try (House house = new House(SETTINGS)) {
            read(RepositoryKinds.RESTIC, daily, house);
            read(RepositoryKinds.RESTIC, daily, house);
            String check =
                    "SELECT \"JobStatus\", \"JobFailureCode\" FROM"
                            + " \"AddonAzureBackupJobs\" WHERE \"JobOperation\" = 'Check'";
            assertEquals(List.of("Completed|Success"), house.rows(check));
        }
        damage(work.resolve("repository/data"));
        try (House house = new House(SETTINGS)) {
            read(RepositoryKinds.RESTIC, daily, house);
            assertTrue(house.rows(JOBS).contains("Check|Failed|BackupRepositoryDamaged|offsite"));
        }
    }

    private static void damage(Path data) throws IOException {
        try (var files = Files.walk(data)) {
            Files.delete(files.filter(Files::isRegularFile).findFirst().orElseThrow());
        }
    }

    @Test
    void archivesOfBorgAreItemsRecoveryPointsAndJobs() throws Exception {
        RealPrograms.need("borg");
        Borg borg = new Borg(work.resolve("repository"), work.resolve("home"), "secret");
        borg.run("init", "-e", "repokey");
        borg.run("create", "::documents-2026-02-01", documents().toString());
        borg.run("create", "::documents-2026-02-02", documents().toString());
        Path log = work.resolve("backup.log");
        borg.runInto(log, "create", "--log-json", "::documents-2026-02-02", documents().toString());
        try (House house = new House(SETTINGS)) {
            Map<String, String> more = Map.of("log", log.toString());
            IngestRun run = read(RepositoryKinds.BORG, more, house);
            assertEquals(List.of(), run.failures());
            assertEquals(
                    List.of(
                            "Backup|Completed|Success|documents",
                            "Backup|Completed|Success|documents",
                            "Backup|Failed|BackupStorageError|documents"),
                    house.rows(JOBS));
            assertEquals(
                    List.of("2|14"),
                    house.rows(
                            "SELECT \"ExtendedProperties\"->>'Files',"
                                    + " \"ExtendedProperties\"->>'BytesRead' FROM"
                                    + " \"AddonAzureBackupJobs\" WHERE \"JobStatus\" = 'Completed'"
                                    + " GROUP BY ALL"));
            assertEquals(0, read(RepositoryKinds.BORG, more, house).read());
        }
    }

    /** The machine may have an older restic: a small program answers as 0.17 does. */
    @Test
    void snapshotsOfANewerResticTellWhenTheyEndedAndHowLargeTheyAre() throws Exception {
        String script =
                """
                #!/bin/sh
                case "$3" in
                snapshots) cat <<'END'
                [{"time":"2026-02-01T02:00:00.5+01:00","tree":"t","paths":["/srv"],"hostname":"web01",
                "username":"root","program_version":"restic 0.17.3","summary":{
                "backup_start":"2026-02-01T02:00:00.5+01:00","backup_end":"2026-02-01T02:01:30.5+01:00",
                "files_new":2,"data_added":5000,"data_added_packed":3145728,
                "total_files_processed":2,"total_bytes_processed":14},"id":"0123","short_id":"0123"}]
                END
                ;;
                stats) [ "$5" = raw-data ] || exit 9; echo '{"total_size":2097152}' ;;
                *) exit 8 ;;
                esac
                """;
        Path program = House.write(work.resolve("restic"), script);
        assertTrue(program.toFile().setExecutable(true));
        try (House house = new House(SETTINGS)) {
            IngestRun run =
                    read(RepositoryKinds.RESTIC, Map.of("program", program.toString()), house);
            assertEquals(List.of(), run.failures());
            String end = String.valueOf(House.ticks("2026-02-01T01:01:30.500Z"));
            assertEquals(
                    List.of(end + "|Completed|90.0|3.0|2|14"),
                    house.rows(
                            "SELECT \"TimeGenerated\", \"JobStatus\", \"JobDurationInSecs\","
                                    + " \"DataTransferredInMB\", \"ExtendedProperties\"->>'Files',"
                                    + " \"ExtendedProperties\"->>'BytesRead' FROM"
                                    + " \"AddonAzureBackupJobs\""));
        }
    }

    @Test
    void aBorgRepositoryThatIsLockedIsReadOnceItIsFree() throws Exception {
        RealPrograms.need("borg");
        Borg borg = new Borg(work.resolve("repository"), work.resolve("home"), "secret");
        borg.run("init", "-e", "repokey");
        borg.run("create", "::documents-2026-02-01", documents().toString());
        Path locked = work.resolve("locked");
        Process holder = borg.holdLock("touch " + locked + "; exec sleep 600");
        try (House house = new House(SETTINGS)) {
            while (!Files.exists(locked)) {
                Thread.sleep(50);
            }
            String message =
                    assertThrows(
                                    SourceException.class,
                                    () -> read(RepositoryKinds.BORG, Map.of(), house))
                            .getMessage();
            assertTrue(message.contains("lock"), message);
            assertEquals(1, message.lines().count(), message);
            holder.descendants().forEach(ProcessHandle::destroy);
            holder.waitFor();
            assertEquals(List.of(), read(RepositoryKinds.BORG, Map.of(), house).failures());
            assertEquals(1, house.count("\"AddonAzureBackupJobs\""));
        } finally {
            holder.descendants().forEach(ProcessHandle::destroy);
            holder.destroy();
        }
    }

    @Test
    void whatKeepsARepositoryFromBeingReadIsSaidInOneLine() throws Exception {
        RealPrograms.need("restic");
        try (House house = new House(SETTINGS)) {
            assertEquals(
                    work.resolve("repository")
                            + ": restic ended with 1: unable to open config file: stat "
                            + work.resolve("repository/config")
                            + ": no such file or directory",
                    message(Map.of(), house));
            assertEquals(
                    work.resolve("repository")
                            + ": there is no program resticc that could be run; install it",
                    message(Map.of("program", "resticc"), house));
            new Restic(work.resolve("repository"), "secret").run("init");
            assertEquals(
                    work.resolve("repository")
                            + ": restic ended with 1: wrong password or no key found",
                    message(Map.of("password", "wrong"), house));
            Path slow = House.write(work.resolve("slow"), "#!/bin/sh\nexec sleep 600\n");
            assertTrue(slow.toFile().setExecutable(true));
            assertEquals(
                    work.resolve("repository") + ": " + slow + " did not end within 1 seconds",
                    message(Map.of("program", slow.toString(), "commandSeconds", "1"), house));
            assertFalse(message(Map.of("password", "wrong"), house).contains("secret"));
        }
    }

    private String message(Map<String, String> more, House house) {
        return assertThrows(SourceException.class, () -> read(RepositoryKinds.RESTIC, more, house))
                .getMessage();
    }
}
