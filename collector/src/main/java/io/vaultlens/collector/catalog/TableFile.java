package io.vaultlens.collector.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one table's YAML text and collects all that is wrong in it. */
final class TableFile {
    private static final Set<String> TABLE_KEYS =
            ordered(
                    "table",
                    "doc",
                    "category",
                    "filled",
                    "identity",
                    "current",
                    "scope",
                    "columns",
                    "kql");
    private static final Set<String> COLUMN_KEYS = ordered("name", "type", "from", "doc");
    private static final Set<String> CURRENT_KEYS = ordered("by");
    private static final Set<String> SCOPE_KEYS = ordered("resource", "open");
    private static final Set<String> FILLED = ordered("export", "resources");

    /** The names that the store gives its own columns, beside {@code _item2} and so on. */
    private static final Set<String> STORE_COLUMNS =
            ordered("_key", "_item", "_arrived", "_file", "_pos", "_bag");

    private static final String TIME = "TimeGenerated";

    private final String file;
    private final List<Mistake> mistakes;
    private final boolean system;

    TableFile(String file, List<Mistake> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
        this.system = file.startsWith("system/") || file.contains("/system/");
    }

    /** A table with the lines that checks across files need. */
    record Read(TableDef table, int nameLine, int categoryLine) {}

    /** The table as far as it could be read; empty where the text is no mapping at all. */
    Optional<Read> read(String text) {
        return compose(text)
                .flatMap(node -> YamlMap.of(file, node, "the table", TABLE_KEYS, mistakes))
                .map(this::table);
    }

    private Optional<Node> compose(String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isEmpty()) {
                mistake(1, "the file is empty; expected table, doc, category and columns");
            }
            return node;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            mistake(line, "this is no valid YAML: " + oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            mistake(1, "this is no valid YAML: " + oneLine(e.getMessage()));
        }
        return Optional.empty();
    }

    private Read table(YamlMap yaml) {
        String name = yaml.required("table", "the table");
        String doc = yaml.required("doc", "table '" + name + "'");
        String kql = yaml.text("kql");
        List<ColumnDef> columns = columns(yaml);
        List<String> identity = identity(yaml, columns);
        List<CurrentKey> current = current(yaml, columns);
        Scope scope = scope(yaml, columns);
        checkKind(yaml, name);
        TableDef table =
                new TableDef(
                        name,
                        doc,
                        yaml.oneOrMore("category"),
                        yaml.text("filled").equals("resources"),
                        identity,
                        current,
                        scope.resource(),
                        scope.open(),
                        columns,
                        kql,
                        system);
        return new Read(table, yaml.line("table"), yaml.line("category"));
    }

    /** What fills a stored table, a system table and a view differs: each has its own keys. */
    private void checkKind(YamlMap yaml, String name) {
        boolean none = !yaml.has("columns") || yaml.hasEmptyList("columns");
        if (none && !yaml.has("kql")) {
            yaml.mistake(yaml.line("columns"), "table '" + name + "' has no columns");
        }
        if (yaml.has("kql")) {
            forbid(yaml, "a view", "category", "filled", "identity", "current");
        } else if (system) {
            forbid(yaml, "a system table", "category", "filled", "identity", "current");
        } else if (yaml.has("filled")) {
            if (!FILLED.contains(yaml.text("filled"))) {
                yaml.mistake(yaml.line("filled"), "'filled' is one of " + FILLED);
            }
        } else if (yaml.oneOrMore("category").isEmpty()) {
            yaml.mistake(
                    yaml.line("category"),
                    "table '"
                            + name
                            + "' has no 'category' to be filled from, and no 'kql' either");
        }
    }

    private static void forbid(YamlMap yaml, String kind, String... keys) {
        for (String key : keys) {
            if (yaml.has(key)) {
                yaml.mistake(yaml.line(key), kind + " has no '" + key + "'; take the key out");
            }
        }
    }

    private List<ColumnDef> columns(YamlMap yaml) {
        List<ColumnDef> columns = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        for (Node node : yaml.items("columns")) {
            YamlMap.of(file, node, "a column", COLUMN_KEYS, mistakes)
                    .ifPresent(column -> {
                        checkName(column, seen);
                        columns.add(column(column));
                    });
        }
        return columns;
    }

    private void checkName(YamlMap column, Map<String, String> seen) {
        String name = column.text("name");
        String before = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (name.equals(before)) {
            column.mistake(column.line("name"), "column '" + name + "' stands twice");
        } else if (before != null) {
            String message =
                    "column '" + name + "' differs from '" + before + "' by letter case only";
            column.mistake(column.line("name"), message + "; the store cannot tell them apart");
        }
        String plain = name.replaceAll("(?<=^_item)[0-9]+$", "").toLowerCase(Locale.ROOT);
        if (STORE_COLUMNS.contains(plain)) {
            column.mistake(column.line("name"), "'" + name + "' is a column of the store's own");
        }
    }

    private ColumnDef column(YamlMap yaml) {
        String name = yaml.required("name", "a column");
        String what = "column '" + name + "'";
        String doc = yaml.required("doc", what);
        ColumnType type = type(yaml, yaml.required("type", what));
        String from = yaml.text("from");
        try {
            Origin.parse(from);
        } catch (IllegalArgumentException e) {
            yaml.mistake(yaml.line("from"), e.getMessage());
        }
        if (system && !from.isEmpty()) {
            yaml.mistake(yaml.line("from"), "no record fills a system table; take out 'from'");
        }
        if (name.equals(TIME) && type != ColumnType.DATETIME && isKnown(yaml.text("type"))) {
            yaml.mistake(yaml.line("type"), "TimeGenerated is always a datetime");
        }
        return new ColumnDef(name, type, from, doc);
    }

    private static boolean isKnown(String kqlName) {
        return ColumnType.named(kqlName).isPresent();
    }

    /** The named type, or a text column where there is none, so that reading can go on. */
    private static ColumnType type(YamlMap yaml, String kqlName) {
        Optional<ColumnType> type = ColumnType.named(kqlName);
        if (type.isEmpty() && !kqlName.isEmpty()) {
            Set<String> known = new LinkedHashSet<>();
            for (ColumnType each : ColumnType.values()) {
                known.add(each.kqlName());
            }
            String near = NearestName.hint(kqlName, known);
            String way = near.isEmpty() ? "; known are " + String.join(", ", known) : near;
            yaml.mistake(yaml.line("type"), "unknown type '" + kqlName + "'" + way);
        }
        return type.orElse(ColumnType.STRING);
    }

    private List<String> identity(YamlMap yaml, List<ColumnDef> columns) {
        if (yaml.has("identity")) {
            List<String> declared = yaml.names("identity");
            if (yaml.hasEmptyList("identity")) {
                yaml.mistake(yaml.line("identity"), "'identity' names no column");
            }
            checkDeclared(yaml, "identity", yaml.line("identity"), declared, columns);
            return declared;
        }
        if (system || yaml.has("kql")) {
            return List.of();
        }
        return defaultIdentity(yaml, columns);
    }

    /** OperationName, TimeGenerated and every *UniqueId column make a record of Azure's tables. */
    private static List<String> defaultIdentity(YamlMap yaml, List<ColumnDef> columns) {
        List<String> names = columns.stream().map(ColumnDef::name).toList();
        List<String> unique = names.stream().filter(name -> name.endsWith("UniqueId")).toList();
        if (unique.isEmpty() || !names.contains("OperationName") || !names.contains(TIME)) {
            yaml.mistake(
                    yaml.line("table"),
                    "no 'identity', and without OperationName, TimeGenerated and a *UniqueId column"
                            + " there is no default; name the columns that make a record a repeat");
            return List.of();
        }
        List<String> identity = new ArrayList<>(List.of("OperationName", TIME));
        identity.addAll(unique);
        return identity;
    }

    private List<CurrentKey> current(YamlMap yaml, List<ColumnDef> columns) {
        List<CurrentKey> keys = new ArrayList<>();
        for (Node node : yaml.items("current")) {
            YamlMap.of(file, node, "an entry of 'current'", CURRENT_KEYS, mistakes)
                    .ifPresent(entry -> keys.add(currentKey(entry, columns)));
        }
        boolean timed = columns.stream().anyMatch(column -> column.name().equals(TIME));
        if (!keys.isEmpty() && !timed) {
            yaml.mistake(
                    yaml.line("current"),
                    "'current' keeps the row with the latest TimeGenerated, but the table has no such"
                            + " column");
        }
        return keys;
    }

    private CurrentKey currentKey(YamlMap entry, List<ColumnDef> columns) {
        List<String> by = entry.names("by");
        if (by.isEmpty()) {
            entry.mistake(
                    entry.line("by"),
                    "an entry of 'current' names no column; expected {by: [A, B]}");
        }
        checkDeclared(entry, "current", entry.line("by"), by, columns);
        return new CurrentKey(by);
    }

    /** What access rules look at: a column, or nothing because everybody may see the table. */
    private record Scope(String resource, boolean open) {}

    private Scope scope(YamlMap yaml, List<ColumnDef> columns) {
        Optional<YamlMap> scope =
                yaml.node("scope")
                        .flatMap(n -> YamlMap.of(file, n, "'scope'", SCOPE_KEYS, mistakes));
        if (scope.isEmpty()) {
            return new Scope("", false);
        }
        if (scope.get().has("open")) {
            return new Scope("", scope.get().text("open").equals("true"));
        }
        String resource = scope.get().required("resource", "'scope'");
        if (!resource.isEmpty()) {
            checkDeclared(
                    scope.get(), "scope", scope.get().line("resource"), List.of(resource), columns);
        }
        return new Scope(resource, false);
    }

    private static void checkDeclared(
            YamlMap yaml, String key, int line, List<String> names, List<ColumnDef> columns) {
        List<String> declared = columns.stream().map(ColumnDef::name).toList();
        Set<String> seen = new LinkedHashSet<>();
        for (String name : names) {
            if (!declared.contains(name)) {
                String near = NearestName.hint(name, declared);
                yaml.mistake(line, "'" + key + "' names '" + name + "', which is no column" + near);
            }
            if (!seen.add(name)) {
                yaml.mistake(line, "'" + key + "' names '" + name + "' twice");
            }
        }
    }

    private void mistake(int line, String message) {
        mistakes.add(new Mistake(file, line, message));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static Set<String> ordered(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }
}
