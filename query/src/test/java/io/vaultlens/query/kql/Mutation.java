package io.vaultlens.query.kql;

import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.parse.Operators;
import io.vaultlens.query.plugin.Plugin;
import io.vaultlens.query.plugin.Plugins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Changes a question in ways that keep much of its grammar. */
final class Mutation {
    private static final List<String> PIECES =
            List.of(
                    "null",
                    "-1",
                    "0",
                    "9223372036854775807",
                    "1e308",
                    "0x7f",
                    "\"\"",
                    "'\\''",
                    "@'\\d'",
                    "dynamic({\"a\":[1,null]})",
                    "dynamic(null)",
                    "datetime(null)",
                    "datetime(0001-01-01)",
                    "1d",
                    "-1tick",
                    "10675199d",
                    "guid(null)",
                    "real(nan)",
                    "real(+inf)",
                    "decimal(1)",
                    "true",
                    "int(null)",
                    "*",
                    "$left",
                    "$right",
                    "..",
                    "=>",
                    "==",
                    "!=",
                    "has",
                    "!in",
                    "between",
                    "by",
                    "on",
                    "asc",
                    "nulls first",
                    "to typeof(",
                    ")",
                    "(",
                    "[",
                    "]",
                    "{",
                    "}",
                    "|",
                    ";",
                    ",",
                    "let x = ",
                    "materialize(",
                    "toscalar(",
                    "kind=",
                    "hint.x=1",
                    "with",
                    "of",
                    "from",
                    "to",
                    "step",
                    "default=",
                    "limit",
                    "declare",
                    "output=last",
                    "union",
                    "(x)",
                    "AddonAzureBackupJobs",
                    "TimeGenerated",
                    "ago(1h)",
                    "prev(x)",
                    "row_number()",
                    "'",
                    "\u0000",
                    "\ud83d\ude00",
                    "\n",
                    "//",
                    "```");

    private final Random random;
    private final List<String> corpus;
    private final List<String> names = new ArrayList<>();

    Mutation(Random random, List<String> corpus) {
        this.random = random;
        this.corpus = corpus;
        Operators.KNOWN.forEach(name -> names.add("| " + name + " "));
        Plugins.all().stream()
                .map(Plugin::name)
                .forEach(name -> names.add("evaluate " + name + "("));
        Library library = Library.standard();
        library.scalarNames().forEach(name -> names.add(name + "("));
        library.aggregateNames().forEach(name -> names.add(name + "("));
        names.addAll(PIECES);
        names.addAll(PIECES);
    }

    /** Another question, one to six changes away. */
    String of(String text) {
        List<String> words = words(text);
        for (int changes = random.nextInt(1, 7); changes > 0; changes--) {
            change(words);
        }
        return String.join("", words);
    }

    private static List<String> words(String text) {
        return new ArrayList<>(Arrays.asList(text.split("(?<=\\W)|(?=\\W)")));
    }

    private void change(List<String> words) {
        int place = random.nextInt(words.size());
        switch (random.nextInt(8)) {
            case 0 -> words.set(place, any(names));
            case 1 -> words.add(place, any(names));
            case 2 -> words.remove(place);
            case 3 -> Collections.swap(words, place, random.nextInt(words.size()));
            case 4 -> words.addAll(place, List.copyOf(part(words)));
            case 5 -> words.addAll(place, List.copyOf(part(words(any(corpus)))));
            case 6 -> words.addAll(steps(any(corpus)));
            default -> words.set(place, any(words));
        }
        if (words.isEmpty()) {
            words.add("print 1");
        }
        while (words.size() > 2_000) {
            words.removeLast();
        }
    }

    private List<String> part(List<String> words) {
        int from = random.nextInt(words.size());
        return words.subList(from, Math.min(words.size(), from + random.nextInt(1, 12)));
    }

    /** What follows the first bar of a question. */
    private static List<String> steps(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? List.of() : words("\n" + text.substring(bar));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
