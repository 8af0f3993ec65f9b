package io.vaultlens.collector.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All tables the product knows, as their YAML files declare them.
 *
 * <p>Unchangeable once read; any thread may use it.
 */
public final class Catalog {
    private final List<TableDef> tables;
    private final List<FunctionDef> functions;
    private final Map<String, FunctionDef> functionsByName = new HashMap<>();
    private final Map<String, TableDef> byName = new HashMap<>();
    private final Map<String, TableDef> byCategory = new HashMap<>();

    private Catalog(List<TableDef> tables, List<FunctionDef> functions) {
        this.tables = List.copyOf(tables);
        this.functions = List.copyOf(functions);
        functions.forEach(each -> functionsByName.put(folded(each.name()), each));
        for (TableDef table : tables) {
            byName.put(folded(table.name()), table);
            table.categories().forEach(category -> byCategory.put(folded(category), table));
        }
    }

    /**
     * Reads the bundled tables.
     *
     * @throws CatalogException with every mistake
     */
    public static Catalog load() {
        Map<String, String> files = new HashMap<>(BundledFiles.in("tables", ".yaml"));
        files.putAll(BundledFiles.in("functions", FunctionFile.ENDING));
        return load(files);
    }

    /**
     * Reads tables and functions from texts; a file name under {@code system/} makes a system
     * table, one that ends in {@code .kql} a function.
     *
     * @throws CatalogException with every mistake
     */
    public static Catalog load(Map<String, String> fileNameToText) {
        List<Mistake> mistakes = new ArrayList<>();
        SequencedMap<String, TableFile.Read> read = new TreeMap<>();
        List<FunctionDef> functions = new ArrayList<>();
        new TreeMap<>(fileNameToText)
                .forEach((file, text) -> {
                    if (file.endsWith(FunctionFile.ENDING)) {
                        FunctionFile.read(file, text, mistakes).ifPresent(functions::add);
                    } else {
                        new TableFile(file, mistakes)
                                .read(text)
                                .ifPresent(table -> read.put(file, table));
                    }
                });
        checkNames(read, mistakes);
        checkCategories(read, mistakes);
        if (!mistakes.isEmpty()) {
            throw new CatalogException(mistakes);
        }
        List<TableDef> tables = read.values().stream().map(TableFile.Read::table).toList();
        return new Catalog(tables, functions);
    }

    /**
     * DuckDB folds letter case, and so do we when a table is looked up: names must differ in more.
     */
    private static void checkNames(Map<String, TableFile.Read> read, List<Mistake> mistakes) {
        Map<String, String> owners = new HashMap<>();
        read.forEach((file, each) -> {
            for (String stored : storedNames(each.table())) {
                String before = owners.putIfAbsent(folded(stored), file);
                if (before != null) {
                    String message = "table name '" + stored + "' is taken by " + before;
                    mistakes.add(new Mistake(file, each.nameLine(), message));
                }
            }
        });
    }

    private static List<String> storedNames(TableDef table) {
        List<String> names = new ArrayList<>();
        if (!table.name().isEmpty()) {
            names.add(table.name());
        }
        for (int i = 0; i < table.current().size(); i++) {
            names.add(table.currentTable(i));
        }
        if (table.sharedKey() >= 0) {
            names.add(table.pastTable());
        }
        return names;
    }

    private static void checkCategories(Map<String, TableFile.Read> read, List<Mistake> mistakes) {
        Map<String, String> owners = new HashMap<>();
        read.forEach((file, each) -> {
            for (String category : each.table().categories()) {
                String before = owners.put(folded(category), file);
                if (before != null) {
                    String message =
                            "category '" + category + "' already fills the table of " + before;
                    mistakes.add(new Mistake(file, each.categoryLine(), message));
                }
            }
        });
    }

    /** All tables and views by the name of their files. */
    public List<TableDef> tables() {
        return tables;
    }

    /** The table with this name in any letter case. */
    public Optional<TableDef> table(String anyCase) {
        return Optional.ofNullable(byName.get(folded(anyCase)));
    }

    /** All functions over tables by the name of their files. */
    public List<FunctionDef> functions() {
        return functions;
    }

    /** The function with this name in any letter case. */
    public Optional<FunctionDef> function(String anyCase) {
        return Optional.ofNullable(functionsByName.get(folded(anyCase)));
    }

    /** The table that this diagnostic category fills, in any letter case. */
    public Optional<TableDef> forCategory(String category) {
        return Optional.ofNullable(byCategory.get(folded(category)));
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
