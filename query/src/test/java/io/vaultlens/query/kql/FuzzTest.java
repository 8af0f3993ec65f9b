package io.vaultlens.query.kql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.ResultTable;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Looks for texts that make anything but a result or a refusal at a place within them.
 *
 * <p>Texts of the golden cases are changed again and again; one that reaches code no other has
 * reached is kept and changed further. How far they reach, JaCoCo's agent says if the JVM runs with
 * it ({@code -javaagent:…=output=none,includes=io.vaultlens.query.*}); without it a new kind of
 * outcome counts. {@code -Dfuzz.seconds=600 -Dfuzz.seed=1} set time and chance.
 */
@Tag("long")
class FuzzTest {
    private static final List<String> PLACES =
            List.of(
                    "src/test/resources/kql",
                    "src/test/resources/manual",
                    "src/test/resources/function");
    private static final QueryLimits SMALL = new QueryLimits(2_000, Duration.ofSeconds(5));

    /** What DuckDB says of a statement that is wrong in itself. */
    private static final Pattern OURS =
            Pattern.compile(
                    "No function matches|Candidate|Referenced|syntax error|ambiguous"
                            + "|Cannot (mix|compare|combine|extract|apply)|GROUP BY|INTERNAL|Table with name"
                            + "|not supported here|WHERE clause cannot|window functions are not");

    private final Reach reach = Reach.best();
    private final List<String> failures = new ArrayList<>();
    private final Set<String> places = new HashSet<>();
    private int answered;
    private int refused;

    @Test
    void everyTextGivesAResultOrARefusalWithinIt() throws IOException {
        Random random = new Random(Long.getLong("fuzz.seed", 1));
        List<String> corpus = new ArrayList<>(seeds());
        Mutation mutation = new Mutation(random, corpus);
        int rounds = 0;
        try (QueryCases cases = QueryCases.open()) {
            for (String seed : List.copyOf(corpus)) {
                reach.grows(outcome(cases, seed, false));
            }
            int first = corpus.size();
            Duration time = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60));
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end && failures.size() < 20) {
                String text = mutation.of(pick(random, corpus));
                boolean run = random.nextInt(4) == 0;
                if (reach.grows(outcome(cases, text, run)) && text.length() < 4_000) {
                    corpus.add(text);
                }
                rounds++;
            }
            System.out.printf(
                    "%,d texts, %,d answered, %,d refused; %,d kept beside %,d seeds; %s%n",
                    rounds, answered, refused, corpus.size() - first, first, reach);
        }
        assertEquals(List.of(), failures);
    }

    /** Younger texts are changed more often: what they reach is less explored. */
    private static String pick(Random random, List<String> corpus) {
        int size = corpus.size();
        return random.nextBoolean()
                ? corpus.get(random.nextInt(size))
                : corpus.get(size - 1 - random.nextInt(Math.min(size, 200)));
    }

    /** What becomes of a text; most are not run, which takes longest. */
    private String outcome(QueryCases cases, String text, boolean run) {
        try {
            Query query =
                    new Query(text, Language.KQL, Map.of(), Access.ALL, SMALL, Optional.empty());
            List<ResultTable> tables = cases.engine().tables(query);
            for (ResultTable table : run ? tables : List.<ResultTable>of()) {
                try (QueryAnswer answer = table.open().get()) {
                    read(answer.rows());
                }
            }
            answered++;
            return "answered";
        } catch (QueryException e) {
            refused++;
            check(text, e);
            return e.faults().getFirst().message().replaceAll("'[^']*'|\\d+|\"[^\"]*\"", "");
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            String place = e.getClass().getName() + at(e);
            if (places.add(place)) {
                failures.add(text + "\n=> " + e + at(e));
            }
            return place;
        }
    }

    private static String at(Throwable e) {
        return Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("io.vaultlens"))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    private static void read(Rows rows) {
        while (rows.next()) {
            for (int i = 0; i < rows.columns().size(); i++) {
                rows.value(i);
            }
        }
    }

    /** A refusal lies within the text, and does not speak of SQL that the user never wrote. */
    private void check(String text, QueryException e) {
        for (QueryException.Fault fault : e.faults()) {
            boolean within =
                    fault.span().start() >= 0
                            && fault.span().start() <= fault.span().end()
                            && fault.span().end() <= text.length();
            boolean ours = OURS.matcher(fault.message()).find();
            if ((!within || ours) && places.add(fault.message())) {
                failures.add(text + "\n=> " + fault);
            }
        }
    }

    private static List<String> seeds() throws IOException {
        List<String> seeds = new ArrayList<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.list(Path.of(place))) {
                for (Path file : files.sorted().toList()) {
                    for (String block : Files.readString(file).split("(?m)^== .*\\n")) {
                        String text = block.split("(?m)^-- ")[0].strip();
                        if (!text.isEmpty()) {
                            seeds.add(text);
                        }
                    }
                }
            }
        }
        return seeds;
    }
}
