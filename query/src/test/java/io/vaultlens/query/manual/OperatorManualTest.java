package io.vaultlens.query.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.completion.OperatorGuide;
import io.vaultlens.query.kql.parse.Operators;
import io.vaultlens.query.plugin.Plugin;
import io.vaultlens.query.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The manual of operators, statements and plugins: its examples run, it names all there are, and
 * {@code docs/operators.md} says what it says.
 *
 * <p>{@code -Dgolden.update=true} writes the examples' rows and the page.
 */
class OperatorManualTest {
    private static final List<String> FILES = List.of("operators", "plugins");
    private static final Path PAGE = Path.of("../docs/operators.md");
    private static final List<String> OWN_PLUGINS =
            List.of(
                    "autocluster",
                    "bag_unpack",
                    "basket",
                    "diffpatterns",
                    "ipv4_lookup",
                    "ipv6_lookup",
                    "narrow",
                    "pivot",
                    "rows_near");

    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> examples() {
        return FILES.stream()
                .flatMap(file -> Golden.cases("manual/" + file + ".golden", CASES::run));
    }

    @Test
    void everyOperatorHasAnEntry() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        OperatorGuide.ALL.forEach(each -> told.addAll(each.names()));
        assertEquals(new TreeSet<>(Operators.KNOWN), told);
        assertEquals(told, names("operator"));
    }

    @Test
    void everyPluginHasAnEntry() throws IOException {
        TreeSet<String> plugins = new TreeSet<>(OWN_PLUGINS);
        Plugins.all().stream().map(Plugin::name).forEach(plugins::add);
        assertEquals(plugins, names("plugin"));
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE));
    }

    private static TreeSet<String> names(String kind) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        for (Entry entry : entries()) {
            if (entry.kind.equals(kind)) {
                names.addAll(Arrays.asList(entry.name.split(", ")));
            }
        }
        return names;
    }

    /**
     * One entry: the title says kind and name, two comments before the example the rest; what an
     * operator is stands in its guide.
     */
    private record Entry(String kind, String name, String syntax, String doc, String example) {}

    private static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String file : FILES) {
            Path path = Path.of("src/test/resources/manual/" + file + ".golden");
            for (String block : Files.readString(path).split("(?m)^== ")) {
                if (!block.isBlank()) {
                    entries.add(entry(block));
                }
            }
        }
        return entries;
    }

    private static Entry entry(String block) {
        String text = block.split("(?m)^-- ")[0].strip();
        String[] title = text.lines().findFirst().orElseThrow().split(" ", 2);
        if (title[0].equals("operator")) {
            OperatorGuide.Entry told = OperatorGuide.of(title[1].split(", ")[0]).orElseThrow();
            String example = text.substring(text.indexOf('\n') + 1);
            return new Entry(title[0], title[1], told.syntax(), told.doc(), example);
        }
        String[] lines = text.split("\n", 4);
        return new Entry(
                title[0], title[1], lines[1].substring(3), lines[2].substring(3), lines[3]);
    }

    private static String page() throws IOException {
        StringBuilder page = new StringBuilder("# Operators, statements and plugins\n\n");
        page.append("Generated from the manual's examples, which a test runs; do not edit.\n");
        section(page, "Operators", "operator");
        section(page, "Where rows come from", "source");
        section(page, "Statements", "statement");
        section(page, "Functions over tables", "function");
        section(page, "Plugins", "plugin");
        page.append("\n## Not supported\n\n| name | why |\n|---|---|\n");
        Operators.leftOut().forEach((name, why) -> leftOut(page, name, why));
        Plugins.leftOut().forEach((name, why) -> leftOut(page, "evaluate " + name, why));
        leftOut(page, "externaldata", "a query reads no files or addresses; ingest the data first");
        return page.toString();
    }

    private static void leftOut(StringBuilder page, String name, String why) {
        page.append("| `").append(name).append("` | ").append(why).append(" |\n");
    }

    private static void section(StringBuilder page, String heading, String kind)
            throws IOException {
        page.append("\n## ").append(heading).append('\n');
        for (Entry entry : entries()) {
            if (entry.kind.equals(kind)) {
                page.append("\n### ").append(entry.name).append("\n\n");
                page.append(entry.doc).append("\n\n`").append(entry.syntax).append("`\n\n");
                page.append("```kusto\n").append(entry.example).append("\n```\n");
            }
        }
    }
}
