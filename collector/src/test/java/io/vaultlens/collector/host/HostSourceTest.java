package io.vaultlens.collector.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.Limits;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Linux machine in a folder: its package list, its units, its files. */
class HostSourceTest {
    private static final String SOFTWARE =
            "SELECT \"ChangeCategory\", \"SoftwareName\", \"Previous\", \"Current\","
                    + " \"FieldsChanged\" FROM \"ConfigurationChange\" WHERE"
                    + " \"ConfigChangeType\" = 'Software' ORDER BY 2, 4";
    private static final String DAEMONS =
            "SELECT \"ChangeCategory\", \"SvcName\", \"SvcPreviousState\", \"SvcState\","
                    + " \"SvcPreviousStartupType\", \"SvcStartupType\", \"FieldsChanged\" FROM"
                    + " \"ConfigurationChange\" WHERE \"ConfigChangeType\" = 'Daemons' ORDER BY 2";
    private static final String FILES =
            "SELECT \"ChangeCategory\", \"FileSystemPath\", \"Name\", \"PreviousSize\", \"Size\","
                    + " \"FieldsChanged\" FROM \"ConfigurationChange\" WHERE"
                    + " \"ConfigChangeType\" = 'Files' ORDER BY 2";
    private static final String UNIT =
            """
            [Unit]
            Description=Web server of Contoso
            [Service]
            User=www-data
            ExecStart=-/usr/sbin/webd --port 80
            [Install]
            WantedBy=multi-user.target
            """;

    @TempDir Path root;
    private Instant now = House.NOW;

    @BeforeEach
    void machine() throws IOException {
        House.write(root.resolve("etc/hostname"), "web01.contoso.example\n");
        House.write(root.resolve("etc/machine-id"), "3d1219c7c4c5404aaa1f6d2a48adfda4\n");
        House.write(
                root.resolve("etc/os-release"), "NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12.5\"\n");
        packages(entry("webd", "1.0-1", "amd64"), entry("libweb", "2.0", "amd64"));
        House.write(root.resolve("usr/lib/systemd/system/webd.service"), UNIT);
        Files.createDirectories(root.resolve("etc/systemd/system/multi-user.target.wants"));
        House.write(root.resolve("srv/app/app.conf"), "port=80\n");
        Files.setLastModifiedTime(
                root.resolve("srv/app/app.conf"),
                FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static String entry(String name, String version, String architecture) {
        return """
        Package: %s
        Status: install ok installed
        Maintainer: Contoso <dev@contoso.example>
        Architecture: %s
        Version: %s
        Description: part of the web server
         with a second line

        """
                .formatted(name, architecture, version);
    }

    private void packages(String... entries) {
        House.write(root.resolve("var/lib/dpkg/status"), String.join("", entries));
    }

    private void group(String unit, boolean runs) {
        House.write(
                root.resolve("sys/fs/cgroup/system.slice/" + unit + "/cgroup.events"),
                "populated " + (runs ? 1 : 0) + "\nfrozen 0\n");
    }

    private Source source(Map<String, String> more) {
        Map<String, String> given = new HashMap<>(Map.of("root", root.toString()));
        given.put("files", "/srv/app");
        given.putAll(more);
        SourceValues values = SourceValues.of("machines", HostSource.KIND, given);
        SourceContext context =
                new SourceContext(
                        new Limits(8 << 20, 1 << 20, 1 << 16, 1),
                        new Buffers(),
                        Clock.fixed(now, ZoneOffset.UTC),
                        Duration.ofSeconds(1));
        return HostSource.KIND.source(values, context);
    }

    private IngestRun scan(House house) {
        now = now.plusSeconds(300);
        try (Source source = source(Map.of())) {
            return house.ingest.read(source, Pass.PLAIN);
        }
    }

    @Test
    void theFirstScanIsAnInventoryAndNoChange() {
        group("webd.service", true);
        try (House house = new House()) {
            IngestRun run = scan(house);
            assertEquals(List.of(), run.failures());
            assertEquals(0, house.count("\"ConfigurationChange\""));
            assertEquals(0, run.keptAside());
            assertEquals(
                    List.of(
                            "web01.contoso.example|3d1219c7-c4c5-404a-aa1f-6d2a48adfda4|libweb"
                                    + "|2.0|amd64|Package|part of the web server",
                            "web01.contoso.example|3d1219c7-c4c5-404a-aa1f-6d2a48adfda4|webd"
                                    + "|1.0-1|amd64|Package|part of the web server"),
                    house.rows(
                            "SELECT \"Computer\", \"SourceComputerId\", \"SoftwareName\","
                                    + " \"CurrentVersion\", \"Architecture\", \"SoftwareType\","
                                    + " \"SoftwareDescription\" FROM \"ConfigurationData\" WHERE"
                                    + " \"ConfigDataType\" = 'Software' ORDER BY 3"));
            assertEquals(
                    List.of("webd|Running|Disabled|/usr/sbin/webd|www-data|systemd"),
                    house.rows(
                            "SELECT \"SvcName\", \"SvcState\", \"SvcStartupType\", \"SvcPath\","
                                    + " \"SvcAccount\", \"SvcController\" FROM"
                                    + " \"ConfigurationData\" WHERE \"ConfigDataType\" ="
                                    + " 'Daemons'"));
            assertEquals(
                    List.of("/srv/app/app.conf|8|64"),
                    house.rows(
                            "SELECT \"FileSystemPath\", \"Size\", length(\"FileContentChecksum\")"
                                    + " FROM \"ConfigurationData\" WHERE \"ConfigDataType\" ="
                                    + " 'Files'"));
            assertEquals(
                    List.of("web01.contoso.example|Linux|Debian GNU/Linux|12|5"),
                    house.rows(
                            "SELECT \"Computer\", \"OSType\", \"OSName\", \"OSMajorVersion\","
                                    + " \"OSMinorVersion\" FROM \"Heartbeat\""));
        }
    }

    @Test
    void packagesThatComeGoAndMoveOnAreChanges() {
        try (House house = new House()) {
            scan(house);
            packages(entry("webd", "1.1-1", "amd64"), entry("tlsd", "3", "amd64"));
            scan(house);
            assertEquals(
                    List.of(
                            "Removed|libweb|2.0||",
                            "Added|tlsd||3|",
                            "Modified|webd|1.0-1|1.1-1|CurrentVersion"),
                    house.rows(SOFTWARE));
            assertEquals(
                    List.of("300"),
                    house.rows("SELECT DISTINCT \"LastSnapshotAge\" FROM \"ConfigurationChange\""));
            scan(house);
            assertEquals(3, house.count("\"ConfigurationChange\""));
        }
    }

    @Test
    void aPackageThatIsRemovedButKeepsItsSettingsIsGone() {
        try (House house = new House()) {
            scan(house);
            packages(
                    entry("webd", "1.0-1", "amd64"),
                    entry("libweb", "2.0", "amd64")
                            .replace("install ok installed", "deinstall ok config-files"));
            scan(house);
            assertEquals(List.of("Removed|libweb|2.0||"), house.rows(SOFTWARE));
        }
    }

    @Test
    void theSamePackageForTwoProcessorsIsTwoThings() {
        packages(
                entry("webd", "1", "amd64"),
                entry("base", "1", "all"),
                entry("libweb", "2.0", "amd64"),
                entry("libweb", "2.0", "i386"));
        try (House house = new House()) {
            scan(house);
            packages(
                    entry("webd", "1", "amd64"),
                    entry("base", "1", "all"),
                    entry("libweb", "2.1", "amd64"),
                    entry("libweb", "2.1", "i386"));
            scan(house);
            assertEquals(
                    List.of(
                            "Modified|libweb|2.0|2.1|CurrentVersion",
                            "Modified|libweb:i386|2.0|2.1|CurrentVersion"),
                    house.rows(SOFTWARE));
        }
    }

    @Test
    void aPackageInSeveralVersionsGainsAndLosesOne() {
        packages(entry("kernel", "6.1", "amd64"));
        try (House house = new House()) {
            scan(house);
            packages(entry("kernel", "6.1", "amd64"), entry("kernel", "6.2", "amd64"));
            scan(house);
            packages(entry("kernel", "6.2", "amd64"));
            scan(house);
            assertEquals(
                    List.of("Removed|kernel|6.1||", "Added|kernel||6.2|"), house.rows(SOFTWARE));
        }
    }

    @Test
    void aServiceThatStopsAndStartsByItselfIsAChange() throws IOException {
        group("webd.service", true);
        try (House house = new House()) {
            scan(house);
            group("webd.service", false);
            Path wants = root.resolve("etc/systemd/system/multi-user.target.wants/webd.service");
            Files.createSymbolicLink(wants, Path.of("/usr/lib/systemd/system/webd.service"));
            scan(house);
            assertEquals(
                    List.of(
                            "Modified|webd|Running|Stopped|Disabled|Auto"
                                    + "|SvcState,SvcStartupType"),
                    house.rows(DAEMONS));
            assertEquals(
                    List.of("State"),
                    house.rows("SELECT \"SvcChangeType\" FROM \"ConfigurationChange\""));
        }
    }

    @Test
    void maskedServicesTemplatesAndOtherNamesAreRead() throws IOException {
        Path etc = root.resolve("etc/systemd/system");
        Files.createSymbolicLink(etc.resolve("telnet.service"), Path.of("/dev/null"));
        Files.createSymbolicLink(
                etc.resolve("www.service"), Path.of("/usr/lib/systemd/system/webd.service"));
        House.write(root.resolve("usr/lib/systemd/system/worker@.service"), UNIT);
        House.write(etc.resolve("webd.service.d/user.conf"), "[Service]\nUser=contoso\n");
        group("system-worker.slice/worker@7.service", true);
        try (House house = new House()) {
            scan(house);
            assertEquals(
                    List.of(
                            "telnet|Stopped|Disabled|",
                            "webd|Stopped|Disabled|contoso",
                            "worker@7|Running|Disabled|www-data"),
                    house.rows(
                            "SELECT \"SvcName\", \"SvcState\", \"SvcStartupType\", \"SvcAccount\""
                                    + " FROM \"ConfigurationData\" WHERE \"ConfigDataType\" ="
                                    + " 'Daemons' ORDER BY 1"));
        }
    }

    @Test
    void filesThatComeGoAndChangeAreChanges() throws IOException {
        House.write(root.resolve("srv/app/old.conf"), "x");
        try (House house = new House()) {
            scan(house);
            Path conf = root.resolve("srv/app/app.conf");
            FileTime modified = Files.getLastModifiedTime(conf);
            House.write(conf, "port=81\n");
            // Set back by hand, so that only the content tells.
            Files.setLastModifiedTime(conf, modified);
            Files.delete(root.resolve("srv/app/old.conf"));
            House.write(root.resolve("srv/app/deep/new.conf"), "yz");
            scan(house);
            assertEquals(
                    List.of(
                            "Modified|/srv/app/app.conf|app.conf|8|8|FileContentChecksum",
                            "Added|/srv/app/deep/new.conf|new.conf|null|2|",
                            "Removed|/srv/app/old.conf|old.conf|1|1|"),
                    house.rows(FILES));
        }
    }

    @Test
    void ownersAndModesAreWatchedToo() throws IOException {
        try (House house = new House()) {
            Path conf = root.resolve("srv/app/app.conf");
            Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-r--r--"));
            scan(house);
            Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-rw-rw-"));
            scan(house);
            assertEquals(
                    List.of("Acls|true|true"),
                    house.rows(
                            "SELECT \"FieldsChanged\", \"PreviousAcls\" LIKE 'rw-r--r-- %',"
                                    + " \"Acls\" LIKE 'rw-rw-rw- %' FROM"
                                    + " \"ConfigurationChange\""));
        }
    }

    @Test
    void aScanThatIsLostFindsTheSameChangesAgain() {
        try (House house = new House()) {
            scan(house);
            packages(entry("webd", "1.1-1", "amd64"), entry("libweb", "2.0", "amd64"));
            now = now.plusSeconds(300);
            try (Source lost = source(Map.of())) {
                Map<String, Position> committed = positions(house);
                lost.read(
                        file -> committed.getOrDefault(file, new Position(99, file, 0, 0, "")),
                        block -> {});
            }
            assertEquals(List.of(), house.rows(SOFTWARE));
            scan(house);
            scan(house);
            assertEquals(List.of("Modified|webd|1.0-1|1.1-1|CurrentVersion"), house.rows(SOFTWARE));
        }
    }

    private static Map<String, Position> positions(House house) {
        Map<String, Position> found = new HashMap<>();
        for (String row : house.rows("SELECT id, file, \"offset\", etag FROM positions")) {
            String[] values = row.split("\\|", 4);
            found.put(
                    values[1],
                    new Position(
                            Long.parseLong(values[0]),
                            values[1],
                            Long.parseLong(values[2]),
                            0,
                            values[3]));
        }
        return found;
    }

    @Test
    void aListThatCannotBeReadTakesNothingAway() throws IOException {
        try (House house = new House()) {
            scan(house);
            Path list = root.resolve("var/lib/dpkg/status");
            Files.delete(list);
            Files.createDirectory(list);
            assertEquals(1, scan(house).failures().size());
            Files.delete(list);
            assertEquals(0, scan(house).failures().size());
            packages(entry("webd", "1.0-1", "amd64"), entry("libweb", "2.0", "amd64"));
            scan(house);
            assertEquals(0, house.count("\"ConfigurationChange\""));
        }
    }

    @Test
    void theInventoryIsToldAgainAfterADay() {
        try (House house = new House()) {
            scan(house);
            long once = house.count("\"ConfigurationData\"");
            scan(house);
            assertEquals(once, house.count("\"ConfigurationData\""));
            now = now.plus(Duration.ofHours(24));
            scan(house);
            assertEquals(2 * once, house.count("\"ConfigurationData\""));
            assertEquals(0, house.count("\"ConfigurationChange\""));
        }
    }

    /** The machine that the tests run on, as it is. */
    @Test
    void thisMachineIsRead() {
        SourceValues values =
                SourceValues.of(
                        "here",
                        HostSource.KIND,
                        Map.of("files", "/etc/hostname", "computer", "here"));
        try (House house = new House();
                Source here = HostSource.KIND.source(values, house.ingest.context())) {
            IngestRun run = house.ingest.read(here, Pass.PLAIN);
            assertEquals(0, run.keptAside());
            assertEquals(List.of("here"), house.rows("SELECT \"Computer\" FROM \"Heartbeat\""));
            String dpkg =
                    "SELECT \"CurrentVersion\" LIKE '1.%' FROM \"ConfigurationData\" WHERE"
                            + " \"SoftwareName\" = 'dpkg'";
            boolean debian = Files.exists(Path.of("/var/lib/dpkg/status"));
            assertEquals(debian ? List.of("true") : List.of(), house.rows(dpkg));
        }
    }
}
