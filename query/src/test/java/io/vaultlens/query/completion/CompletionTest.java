package io.vaultlens.query.completion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.golden.Golden;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is suggested at the place of {@code ‸}, and what the word there means.
 *
 * <p>A case has {@code access} (given) and {@code first} (the first suggestions), {@code has}
 * (given: words that are among them, a minus for those that are not) or {@code hover}.
 */
class CompletionTest {
    private static final int FIRST = 8;

    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> kql() {
        return Golden.cases("completion/kql.golden", each -> run(each, Language.KQL));
    }

    @TestFactory
    Stream<DynamicTest> sql() {
        return Golden.cases("completion/sql.golden", each -> run(each, Language.SQL));
    }

    private static Map<String, String> run(Case given, Language language) {
        int place = given.text().indexOf('‸');
        Map<String, String> sections = new LinkedHashMap<>();
        Access access = Access.ALL;
        if (given.has("access")) {
            sections.put("access", given.section("access"));
            access = new Access(false, given.section("access").lines().toList());
        }
        String text = given.text().replace("‸", "");
        Query query = new Query(text, language, Map.of(), access, QueryLimits.STANDARD);
        if (given.has("hover")) {
            Optional<Hover> hover = CASES.engine().hover(query, place);
            sections.put(
                    "hover",
                    hover.map(each -> (each.title() + "\n" + each.doc()).strip())
                            .orElse("nothing"));
            return sections;
        }
        Completion completion = CASES.engine().complete(query, place);
        if (given.has("has")) {
            sections.put("has", had(given.section("has"), completion));
        } else {
            sections.put("first", first(completion, text));
        }
        return sections;
    }

    private static String first(Completion completion, String text) {
        String typed = text.substring(completion.from(), completion.to());
        return completion.items().stream()
                .limit(FIRST)
                .map(each ->
                        "%s %s (%s)"
                                .formatted(
                                        each.kind().name().toLowerCase(),
                                        each.insert(),
                                        each.detail()))
                .collect(Collectors.joining("\n", typed.isEmpty() ? "" : "'" + typed + "'\n", ""));
    }

    private static String had(String words, Completion completion) {
        List<String> labels = completion.items().stream().map(Suggestion::label).toList();
        return words.lines()
                .map(word -> {
                    String name = word.replaceFirst("^- ", "");
                    return (labels.contains(name) ? "" : "- ") + name;
                })
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyPlaceOfAnyTextIsAnswered() {
        List<String> texts =
                List.of(
                        "AddonAzureBackupJobs | where JobStatus == \"Failed\" | join kind=inner ("
                                + "CoreAzureBackup | where State == 'A') on BackupItemUniqueId |"
                                + " summarize count() by bin(TimeGenerated, 1d)",
                        "let a = 5; let f = (x: long) { print x }; | | ( [ { \" ' | where",
                        "T | mv-apply x on (where x > 1 | take 1) | partition by y (top 1 by z)",
                        "))]} ; ; = let let x = = (");
        for (String text : texts) {
            for (Language language : Language.values()) {
                for (int place = 0; place <= text.length(); place++) {
                    Query query =
                            new Query(
                                    text.substring(0, place),
                                    language,
                                    Map.of(),
                                    Access.NONE,
                                    QueryLimits.STANDARD);
                    Completion completion = CASES.engine().complete(query, place);
                    assertTrue(completion.from() <= place && completion.to() == place);
                    CASES.engine().hover(query, place);
                }
            }
        }
    }
}
