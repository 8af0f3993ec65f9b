package io.vaultlens.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultlens.collector.watch.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file is read whole, or refused with all its mistakes. */
class ConfigReaderTest {
    @TempDir Path folder;

    private static Config parse(String text) {
        return ConfigReader.parse("vaultlens.yaml", text, Map.of("ROOT", "/srv")::get);
    }

    private static String mistakes(String text) {
        return assertThrows(ConfigException.class, () -> parse(text)).getMessage();
    }

    @Test
    void anEmptyFileIsTheStandard() {
        assertEquals(Config.STANDARD, parse(""));
        assertEquals(Config.STANDARD, parse("# nothing yet\n"));
    }

    @Test
    void whatIsNotSaidStaysStandard() {
        Config config = parse("listen: {port: 9000}\nlimits: {queryRows: 10}\n");
        assertEquals(Listen.STANDARD.onPort(9000), config.listen());
        assertEquals(10, config.limits().queryRows());
        assertEquals(Limits.STANDARD.querySeconds(), config.limits().querySeconds());
    }

    @Test
    void anItemToProtectHasAllItsParts() {
        Config config =
                parse(
                        """
                        protect:
                          - name: documents
                            vault: home
                            path: ${ROOT}/documents
                            repository: /srv/backups
                            schedule: "0 2 * * *"
                            keep: {days: 30}
                        """);
        ProtectedItem item =
                new ProtectedItem(
                        "documents",
                        "embedded",
                        "home",
                        Path.of("/srv/documents"),
                        Path.of("/srv/backups"),
                        Optional.of("0 2 * * *"),
                        OptionalInt.of(30));
        assertEquals(item, config.protect().getFirst());
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirLines() {
        assertEquals(
                """
                vaultlens.yaml:1: listen.port is 'many'; expected a whole number from 0 to 65535
                vaultlens.yaml:3: 'sources[]' has no 'path'
                vaultlens.yaml:4: unknown key 'limit' in the configuration; did you mean 'limits'?\
                """,
                mistakes(
                        """
                        listen: {port: many}
                        sources:
                          - name: archive
                        limit: {queryRows: 5}
                        """));
    }

    @Test
    void aScheduleThatIsNoneIsRefused() {
        assertEquals(
                "vaultlens.yaml:1: the schedule 'nightly' is no cron expression; expected five fields,"
                        + " as in \"0 2 * * *\" for every day at 02:00 UTC",
                mistakes("protect: [{name: a, path: /a, repository: /b, schedule: nightly}]"));
    }

    @Test
    void eachKindOfSourceHasKeysOfItsOwn() {
        assertEquals(
                """
                vaultlens.yaml:2: unknown kind 'foldr' of source; did you mean 'folder'? known are\
                 %s
                vaultlens.yaml:3: unknown key 'pth' in a source of kind 'folder'; did you mean 'path'?\
                """
                        .formatted(String.join(", ", Sources.names())),
                mistakes(
                        """
                        sources:
                          - {name: a, kind: foldr, path: /a}
                          - {name: b, pth: /b}
                        """));
    }

    @Test
    void oneNameStandsForOneItem() {
        assertEquals(
                "vaultlens.yaml:3: the name 'a' stands twice in 'sources'",
                mistakes(
                        """
                        sources:
                          - {name: a, path: /a}
                          - {name: a, path: /b}
                        """));
    }

    @Test
    void rowsAreKeptForSoManyDaysWhereAnAdministratorSaysSo() {
        Config config =
                parse(
                        """
                        retention:
                          - {table: addonazurebackupjobs, days: 400}
                          - {table: Heartbeat, days: 90}
                        maintenance: {schedule: "0 1 * * 0", shrinkPercent: 100}
                        """);
        assertEquals(
                new Maintenance(
                        "0 1 * * 0",
                        OptionalInt.empty(),
                        List.of(
                                new Maintenance.Retention("AddonAzureBackupJobs", 400),
                                new Maintenance.Retention("Heartbeat", 90))),
                config.maintenance());
        assertEquals(List.of(), parse("listen: {port: 1}").maintenance().retention());
    }

    @Test
    void retentionIsRefusedWhereItCannotMeanATable() {
        assertEquals(
                """
                vaultlens.yaml:2: unknown table 'Heartbeats'; did you mean 'Heartbeat'?
                vaultlens.yaml:3: 'recoveryservicesresources' is a view and has no rows of its\
                 own; name the table that it reads
                vaultlens.yaml:4: retention[].days is '0'; expected a whole number from 1 to 36500
                vaultlens.yaml:5: the table 'heartbeat' stands twice in 'retention'
                vaultlens.yaml:6: 'RetryAttempts' is needed whole; its rows are kept
                vaultlens.yaml:7: 'retention[]' has no 'days'
                vaultlens.yaml:8: 'retention[]' has no 'table'\
                """,
                mistakes(
                        """
                        retention:
                          - {table: Heartbeats, days: 3}
                          - {table: recoveryservicesresources, days: 3}
                          - {table: Heartbeat, days: 0}
                          - {table: heartbeat, days: 5}
                          - {table: RetryAttempts, days: 5}
                          - {table: Update}
                          - {days: 5}
                        """));
    }

    @Test
    void aVariableThatIsNotSetIsRefused() {
        assertEquals(
                "vaultlens.yaml:1: the environment has no variable 'NOWHERE'; set it first",
                mistakes("sources: [{name: a, path: '${NOWHERE}/archive'}]"));
    }

    @Test
    void aValueMayStandInAFileOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("path.txt"), "/srv/archive\n");
        Config config = parse("sources: [{name: a, path: 'file:" + file + "'}]");
        assertEquals(Path.of("/srv/archive"), config.sources().getFirst().path("path"));
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() {
        assertEquals(
                "vaultlens.yaml:2:", mistakes("listen: {port: 1\nsources: [").substring(0, 17));
    }

    @Test
    void theManualIsWrittenFromTheKeys() throws IOException {
        Path page = Path.of("..", "docs", "configuration.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, ConfigManual.page());
        }
        assertEquals(ConfigManual.page(), Files.readString(page));
    }
}
