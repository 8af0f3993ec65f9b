package io.vaultlens.query.kql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.query.Query;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A changed question becomes a statement or is refused at a place within its text. */
class AnyQuestionTest {
    private static final int ROUNDS = 3000;

    @Test
    void aChangedQuestionIsAnsweredOrRefused() throws IOException {
        List<List<String>> questions = questions();
        Random random = new Random(5);
        try (QueryCases cases = QueryCases.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<String> words = new ArrayList<>(any(random, questions));
                for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                    change(words, any(random, questions), random);
                }
                check(cases, String.join("", words));
            }
        }
    }

    private static void check(QueryCases cases, String text) {
        try {
            cases.engine().explain(Query.kql(text));
        } catch (QueryException e) {
            for (QueryException.Fault fault : e.faults()) {
                boolean within =
                        fault.span().start() >= 0
                                && fault.span().start() <= fault.span().end()
                                && fault.span().end() <= text.length();
                assertTrue(within, text);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(text, e);
        }
    }

    private static void change(List<String> words, List<String> other, Random random) {
        int place = random.nextInt(words.size());
        switch (random.nextInt(3)) {
            case 0 -> words.set(place, any(random, other));
            case 1 -> words.add(place, any(random, other));
            default -> Collections.swap(words, place, random.nextInt(words.size()));
        }
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** The texts of all golden cases, cut into words. */
    private static List<List<String>> questions() throws IOException {
        List<List<String>> questions = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/kql"))) {
            for (Path file : files.sorted().toList()) {
                for (String block : Files.readString(file).split("(?m)^== .*\\n")) {
                    String text = block.split("(?m)^-- ")[0].strip();
                    if (!text.isEmpty()) {
                        questions.add(Arrays.asList(text.split("(?<=\\W)|(?=\\W)")));
                    }
                }
            }
        }
        return questions;
    }
}
