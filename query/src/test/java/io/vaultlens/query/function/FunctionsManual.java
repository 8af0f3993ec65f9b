package io.vaultlens.query.function;

import io.vaultlens.collector.golden.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the page of all functions from the library and the cases that are their examples. */
final class FunctionsManual {
    private static final String HEAD =
            """
            # Functions

            Every function a query can call. The page is written from the function library, its examples
            are tests. Names are found in any letter case; names after a bar are other spellings. A type
            `T` is the same in all of a call, `N` is a number, `text` takes any value as text, `json` any
            value as dynamic, `same` is the first argument's type, and `...` takes all that follows.

            Every form of a function has a line of its own; the example is of one of them.
            """;

    private final Map<String, Case> examples = new HashMap<>();
    private final StringBuilder page = new StringBuilder(HEAD);

    private FunctionsManual(List<Case> cases) {
        cases.forEach(each -> examples.put(each.title(), each));
    }

    /** A family of functions and its title. */
    private record Family(String title, List<Scalar> functions) {}

    private static final List<Family> SCALARS =
            List.of(
                    new Family("Text", TextFunctions.ALL),
                    new Family("Regular expressions", RegexFunctions.ALL),
                    new Family("Encodings and addresses of resources", EncodingFunctions.ALL),
                    new Family("Hashes", HashFunctions.ALL),
                    new Family("IP addresses", AddressFunctions.ALL),
                    new Family("Numbers", NumberFunctions.ALL),
                    new Family("Steps", BinFunctions.ALL),
                    new Family("Time", TimeFunctions.ALL),
                    new Family("Arrays, sets and bags", DynamicFunctions.ALL),
                    new Family("Series", SeriesFunctions.ALL),
                    new Family("Units and sketches", UnitFunctions.ALL),
                    new Family("Types and surroundings", ConversionFunctions.ALL));

    /** The page. */
    static String page(List<Case> cases) {
        FunctionsManual manual = new FunctionsManual(cases);
        manual.page.append("\n## Scalar functions\n");
        for (Family family : SCALARS) {
            manual.title(family.title);
            family.functions.forEach(each -> manual.line(each.signature().text(), each.doc()));
        }
        Form.SCALARS.forEach(manual::group);
        manual.page.append("\n## Aggregates\n");
        manual.title("Counting, adding, comparing");
        AggregateFunctions.ALL.forEach(each -> manual.line(each.signature().text(), each.doc()));
        manual.title("Collecting");
        CollectingFunctions.ALL.forEach(each -> manual.line(each.signature().text(), each.doc()));
        manual.group(Form.PICKS);
        manual.absent();
        return manual.page.toString();
    }

    /** The names that have a line but no example. */
    static List<String> without(List<Case> cases) {
        List<String> titles = cases.stream().map(Case::title).toList();
        List<String> missing = new ArrayList<>();
        for (String row : page(cases).split("\n## Not here")[0].split("\n")) {
            if (row.startsWith("| `")) {
                String name = row.substring(3).split("[(|\\\\]")[0];
                if (!titles.contains(name) && !missing.contains(name)) {
                    missing.add(name);
                }
            }
        }
        return missing;
    }

    private void group(Form.Group group) {
        title(group.title());
        group.forms().forEach(each -> line(each.signature(), each.doc()));
    }

    private void title(String title) {
        page.append("\n### ").append(title).append("\n\n");
        page.append("| function | gives | example |\n|---|---|---|\n");
    }

    private void line(String signature, String doc) {
        String name = signature.substring(0, signature.indexOf('(')).split("\\|")[0];
        Case example = examples.get(name);
        page.append("| `").append(escaped(signature)).append("` | ").append(escaped(doc));
        page.append(" | ").append(example == null ? "" : example(example)).append(" |\n");
    }

    private static String example(Case example) {
        String query = example.text().replaceAll("\\s*\\n\\s*", " ");
        List<String> rows = example.section("rows").lines().skip(1).toList();
        return "`" + escaped(query) + "` → `" + escaped(String.join("; ", rows)) + "`";
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }

    private void absent() {
        page.append("\n## Not here\n\n| functions | why |\n|---|---|\n");
        for (AbsentFunctions.Group each : AbsentFunctions.ALL) {
            String names =
                    each.prefix().isEmpty()
                            ? String.join("`, `", each.names())
                            : each.prefix() + "…";
            page.append("| `").append(names).append("` | ").append(each.reason()).append(" |\n");
        }
    }
}
