package io.vaultlens.server.config;

import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.watch.Sources;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the manual page of the configuration from the list of its keys. */
public final class ConfigManual {
    private static final String HEAD =
            """
            # Configuration

            `vaultlens.yaml` in the data folder, unless `--config FILE` names another. This page is
            generated from the product's own list of keys; a test holds the two together.

            A file may leave out everything; an unknown key is an error, and all mistakes are told at
            once, each with its line. `${NAME}` in a value is taken from the environment, and a value
            `file:PATH` is the content of that file: secrets need not stand here.

            ```yaml
            listen:  {port: 8080}
            sources: [{name: archive, kind: folder, path: /srv/archive}]
            protect:
              - name: documents
                vault: home
                path: /srv/documents
                repository: /srv/backups
                schedule: "0 2 * * *"
                keep: {days: 30}
            limits:  {queryRows: 500000, querySeconds: 60}
            ```
            """;

    private ConfigManual() {}

    /** The whole page. */
    public static String page() {
        List<String> sections = Keys.ALL.stream().map(Key::section).distinct().toList();
        return HEAD + sections.stream().map(ConfigManual::section).collect(Collectors.joining());
    }

    private static String section(String section) {
        String title = section.isEmpty() ? "Sections" : "`" + section + "`";
        Stream<String> rows = Keys.in(section).stream().map(ConfigManual::row);
        String kinds =
                section.equals("sources[]")
                        ? Sources.ALL.stream().map(ConfigManual::kind).collect(Collectors.joining())
                        : "";
        return "\n## " + title + "\n\n" + table(rows) + kinds;
    }

    private static String kind(SourceKind kind) {
        Stream<String> rows = kind.settings().stream().map(ConfigManual::row);
        return "\n### `kind: " + kind.name() + "`\n\n" + kind.doc() + "\n\n" + table(rows);
    }

    private static String table(Stream<String> rows) {
        return "| key | value | without it | what it does |\n|---|---|---|---|\n"
                + rows.collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String row(SourceSetting setting) {
        boolean number = setting.type() == SourceSetting.Type.NUMBER;
        String range = number ? ", " + setting.least() + " to " + setting.most() : "";
        String without = setting.standard().isEmpty() ? "none" : setting.standard();
        return "| `"
                + setting.name()
                + "` | "
                + setting.type().words()
                + range
                + " | "
                + (setting.required() ? Key.REQUIRED : without)
                + " | "
                + setting.doc()
                + " |";
    }

    private static String row(Key key) {
        boolean bounded = key.most() != Long.MAX_VALUE;
        String range = bounded ? ", " + key.least() + " to " + key.most() : "";
        return "| `"
                + key.name()
                + "` | "
                + key.kind().words()
                + range
                + " | "
                + key.standard()
                + " | "
                + key.doc()
                + " |";
    }
}
