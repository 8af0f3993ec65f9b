package io.vaultlens.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aVariableThatIsNotSetIsRefused() {
        assertEquals(
                "vaultlens.yaml:1: the environment has no variable 'NOWHERE'; set it first",
                mistakes("sources: [{name: a, path: '${NOWHERE}/archive'}]"));
    }

    @Test
    void aValueMayStandInAFileOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("path.txt"), "/srv/archive\n");
        Config config = parse("sources: [{name: a, path: 'file:" + file + "'}]");
        assertEquals(Path.of("/srv/archive"), config.sources().getFirst().path());
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
