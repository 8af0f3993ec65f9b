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
