package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.FunctionDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.parse.Parser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The syntax trees of the catalogue's views and functions, each read once.
 *
 * <p>Safe for all threads.
 */
final class Definitions {
    private final Catalog catalog;
    private final Map<String, Program> views = new ConcurrentHashMap<>();
    private final Map<String, List<Statement>> functions = new ConcurrentHashMap<>();

    Definitions(Catalog catalog) {
        this.catalog = catalog;
    }

    Catalog catalog() {
        return catalog;
    }

    Program view(TableDef view) {
        return views.computeIfAbsent(view.name(), _ -> Parser.parse(view.kql()));
    }

    /** The names that a function's file makes, the function itself last. */
    List<Statement> function(FunctionDef function) {
        return functions.computeIfAbsent(
                function.name(), _ -> Parser.parseDefinitions(function.text()));
    }
}
