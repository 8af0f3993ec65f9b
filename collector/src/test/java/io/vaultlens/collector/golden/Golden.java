package io.vaultlens.collector.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that are data: a file of cases, each run by one lambda and compared as a whole.
 *
 * <pre>
 * == where: a misspelt column is named, with the nearest one
 * AddonAzureBackupJobs
 * | where JobState == "Failed"
 * -- error
 * 2:9: unknown column 'JobState'; did you mean 'JobStatus'?
 * </pre>
 *
 * <p>A test class hands the stream to JUnit:
 *
 * <pre>
 * &#64;TestFactory
 * Stream&lt;DynamicTest&gt; cases() {
 *     return Golden.cases("kql/where.golden", this::run);
 * }
 * </pre>
 *
 * <p>{@code -Dgolden.update=true} writes what came out into the file under {@code
 * src/test/resources}; {@code -Dcase=word} runs the cases with the word in their title.
 */
public final class Golden {
    private Golden() {}

    /** Runs one case. */
    @FunctionalInterface
    public interface Runner {
        /**
         * All sections that the case must have, in their order; what was given by a section (such
         * as {@code access}) is handed back as it was.
         */
        Map<String, String> run(Case given) throws Exception;
    }

    /**
     * One test for each case of a file under {@code src/test/resources} of the module under test.
     */
    public static Stream<DynamicTest> cases(String file, Runner runner) {
        GoldenFile golden = new GoldenFile(Path.of("src/test/resources").resolve(file));
        String word = System.getProperty("case", "").toLowerCase(Locale.ROOT);
        boolean update = Boolean.getBoolean("golden.update");
        refuseTwins(golden);
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < golden.cases().size(); i++) {
            int index = i;
            Case given = golden.cases().get(i);
            if (given.title().toLowerCase(Locale.ROOT).contains(word)) {
                URI place = URI.create(golden.path().toUri() + "?line=" + golden.line(i));
                tests.add(
                        DynamicTest.dynamicTest(
                                given.title(), place, () -> run(golden, index, runner, update)));
            }
        }
        return tests.stream();
    }

    /** The cases of a file under {@code src/test/resources}, as they are written there. */
    public static List<Case> read(String file) {
        return new GoldenFile(Path.of("src/test/resources").resolve(file)).cases();
    }

    private static void run(GoldenFile golden, int index, Runner runner, boolean update)
            throws Exception {
        Case given = golden.cases().get(index);
        Map<String, String> sections = new LinkedHashMap<>();
        runner.run(given).forEach((name, text) -> sections.put(name, GoldenFile.trimmed(text)));
        Case found = new Case(given.title(), given.text(), sections);
        if (update) {
            golden.replace(index, found);
        } else {
            String place = golden.path().getFileName() + ":" + golden.line(index);
            assertEquals(given.block(), found.block(), place);
        }
    }

    private static void refuseTwins(GoldenFile golden) {
        Set<String> titles = new HashSet<>();
        for (Case each : golden.cases()) {
            if (!titles.add(each.title())) {
                throw new IllegalStateException(
                        golden.path() + ": two cases are titled '" + each.title() + "'");
            }
        }
    }
}
