package io.vaultlens.server.config;

import io.vaultlens.collector.catalog.Mistake;
import io.vaultlens.collector.catalog.YamlMap;
import io.vaultlens.server.config.Key.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code vaultlens.yaml} and tells all its mistakes at once. */
public final class ConfigReader {
    private final String file;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Expansion expansion;

    private ConfigReader(String file, UnaryOperator<String> environment) {
        this.file = file;
        this.expansion = new Expansion(environment);
    }

    /** Reads a file that must be there. */
    public static Config read(Path file, UnaryOperator<String> environment) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file), environment);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no configuration file " + file, e);
        }
    }

    /** Reads the text of a file of this name. */
    public static Config parse(String file, String text, UnaryOperator<String> environment) {
        ConfigReader reader = new ConfigReader(file, environment);
        Config config = reader.root(text).map(reader::config).orElse(Config.STANDARD);
        if (!reader.mistakes.isEmpty()) {
            throw new ConfigException(reader.mistakes);
        }
        return config;
    }

    private Optional<YamlMap> root(String text) {
        try {
            return new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(text)
                    .flatMap(node -> map(node, ""));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            mistakes.add(new Mistake(file, line, "this is no YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            mistakes.add(new Mistake(file, 1, "this is no YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private Optional<YamlMap> map(Node node, String section) {
        String what = section.isEmpty() ? "the configuration" : "'" + section + "'";
        return YamlMap.of(file, node, what, Keys.names(section), mistakes);
    }

    private Config config(YamlMap root) {
        return new Config(
                root.node("listen")
                        .flatMap(node -> map(node, "listen"))
                        .map(this::listen)
                        .orElse(Listen.STANDARD),
                new SourceReader(file, expansion, mistakes).read(root.items("sources")),
                entries(root, "protect").stream().map(this::item).toList(),
                root.node("limits")
                        .flatMap(node -> map(node, "limits"))
                        .map(this::limits)
                        .orElse(Limits.STANDARD),
                entries(root, "pushers").stream().map(this::pusher).toList(),
                maintenance(root));
    }

    private Pusher pusher(YamlMap map) {
        Pusher pusher = new Pusher(text(map, "pushers[]", "name"), text(map, "pushers[]", "token"));
        if (map.has("token") && pusher.token().length() < Pusher.SHORTEST_TOKEN) {
            map.mistake(
                    map.line("token"),
                    "the token of '%s' is shorter than %d characters"
                            .formatted(pusher.name(), Pusher.SHORTEST_TOKEN));
        }
        return pusher;
    }

    private Maintenance maintenance(YamlMap root) {
        List<YamlMap> rules = new ArrayList<>();
        for (Node node : root.items("retention")) {
            map(node, "retention[]").ifPresent(rules::add);
        }
        rules.forEach(rule -> text(rule, "retention[]", "table"));
        List<Integer> days =
                rules.stream().map(rule -> (int) number(rule, "retention[]", "days")).toList();
        Optional<YamlMap> map = root.node("maintenance").flatMap(node -> map(node, "maintenance"));
        return new Maintenance(
                map.map(this::maintenanceSchedule).orElse(Maintenance.STANDARD.schedule()),
                map.map(this::shrinkPercent).orElse(Maintenance.STANDARD.shrinkPercent()),
                MaintenanceReader.retention(rules, days));
    }

    private String maintenanceSchedule(YamlMap map) {
        return schedule(map, "maintenance");
    }

    private OptionalInt shrinkPercent(YamlMap map) {
        int percent = (int) number(map, "maintenance", "shrinkPercent");
        return percent == 100 ? OptionalInt.empty() : OptionalInt.of(percent);
    }

    /** The mappings of a list; no two may have one name. */
    private List<YamlMap> entries(YamlMap root, String list) {
        List<YamlMap> found = new ArrayList<>();
        for (Node node : root.items(list)) {
            map(node, list + "[]").ifPresent(found::add);
        }
        tellDoubles(found, list);
        return found;
    }

    /** Tells of names that stand twice in a list. */
    static void tellDoubles(List<YamlMap> entries, String list) {
        Set<String> names = new HashSet<>();
        for (YamlMap entry : entries) {
            String name = entry.text("name");
            if (!name.isEmpty() && !names.add(name)) {
                entry.mistake(
                        entry.line("name"),
                        "the name '" + name + "' stands twice in '" + list + "'");
            }
        }
    }

    private Listen listen(YamlMap map) {
        String section = "listen";
        return new Listen(
                text(map, section, "host"),
                (int) number(map, section, "port"),
                optionalNumber(map, section, "tlsPort"),
                map.names("names"));
    }

    private ProtectedItem item(YamlMap map) {
        String section = "protect[]";
        Optional<YamlMap> keep = map.node("keep").flatMap(node -> map(node, "protect[].keep"));
        boolean restic = text(map, section, "engine").equals("restic");
        if (restic && !map.has("password")) {
            map.mistake(map.line("engine"), "engine restic needs a 'password'");
        }
        return new ProtectedItem(
                text(map, section, "name"),
                text(map, section, "engine"),
                text(map, section, "vault"),
                path(map, section, "path"),
                path(map, section, "repository"),
                map.has("schedule") ? Optional.of(schedule(map, "protect[]")) : Optional.empty(),
                keep.map(days -> optionalNumber(days, "protect[].keep", "days"))
                        .orElse(OptionalInt.empty()),
                map.has("password")
                        ? Optional.of(text(map, section, "password"))
                        : Optional.empty());
    }

    private String schedule(YamlMap map, String section) {
        String text = text(map, section, "schedule");
        Cron.mistake(text).ifPresent(reason -> map.mistake(map.line("schedule"), reason));
        return text;
    }

    private Limits limits(YamlMap map) {
        return new Limits(
                limit(map, "queryRows"),
                (int) limit(map, "querySeconds"),
                (int) limit(map, "queryMegabytes"),
                (int) limit(map, "queries"),
                (int) limit(map, "queriesWaiting"),
                limit(map, "exportRows"),
                (int) limit(map, "exportSeconds"),
                (int) limit(map, "bodyMegabytes"),
                (int) limit(map, "lineMegabytes"),
                (int) limit(map, "fileGigabytes"),
                (int) limit(map, "aheadHours"),
                (int) limit(map, "pushMegabytes"),
                (int) limit(map, "pushesMegabytes"),
                (int) limit(map, "pushSeconds"),
                (int) limit(map, "pushKeys"),
                (int) limit(map, "pushKeyHours"),
                (int) limit(map, "retriesPerIncident"),
                (int) limit(map, "signInsPerMinute"),
                (int) limit(map, "sessionHours"));
    }

    private long limit(YamlMap map, String name) {
        return number(map, "limits", name);
    }

    private OptionalInt optionalNumber(YamlMap map, String section, String name) {
        return map.has(name)
                ? OptionalInt.of((int) number(map, section, name))
                : OptionalInt.empty();
    }

    private long number(YamlMap map, String section, String name) {
        Key key = Keys.find(section, name);
        String text = text(map, section, name).replace("_", "");
        if (text.isEmpty() && key.isRequired()) {
            return key.least();
        }
        try {
            long number = Long.parseLong(text);
            if (number >= key.least() && number <= key.most()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with a number out of range.
        }
        map.mistake(
                map.line(name),
                key.path()
                        + " is '"
                        + text
                        + "'; expected a whole number from "
                        + key.least()
                        + " to "
                        + key.most());
        return key.least();
    }

    private Path path(YamlMap map, String section, String name) {
        String text = text(map, section, name);
        if (text.indexOf('\0') >= 0) {
            map.mistake(map.line(name), "'" + name + "' is no path");
            return Path.of("");
        }
        return Path.of(text);
    }

    private String text(YamlMap map, String section, String name) {
        Key key = Keys.find(section, name);
        String text = map.text(name);
        if (text.isEmpty()) {
            if (key.isRequired() || (map.has(name) && key.kind() != Kind.NAMES)) {
                map.mistake(map.line(name), "'" + section + "' has no '" + name + "'");
            }
            return key.isRequired() ? "" : key.standard();
        }
        try {
            return expansion.expand(text);
        } catch (IOException e) {
            map.mistake(map.line(name), e.getMessage());
            return text;
        }
    }
}
