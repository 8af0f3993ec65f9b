package io.vaultlens.query.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.bind.KqlBinder;
import io.vaultlens.query.kql.parse.Parser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the planner decides changes no answer, whatever is asked. */
class RandomQuestionsTest {
    private static final int QUESTIONS = 200;

    private static StatesStore states;
    private static KqlBinder binder;

    @BeforeAll
    static void open() {
        states = new StatesStore(new Random(7), 120);
        binder = new KqlBinder(states.catalog(), Library.standard());
    }

    @AfterAll
    static void close() {
        states.close();
    }

    @Test
    void currentStateChangesNoAnswer() {
        RandomQuestions questions = new RandomQuestions(new Random(23));
        int used = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            String text = questions.next();
            RelNode plain = bound(text).plan();
            RelNode current = new CurrentStateRule().apply(plain);
            used += StatesStore.readsCurrent(current) ? 1 : 0;
            assertEquals(states.rows(plain), states.rows(current), text);
        }
        assertTrue(used > QUESTIONS / 8, "the rule was used " + used + " times");
    }

    @Test
    void accessEqualsADatabaseWithTheCallersRowsAlone() {
        RandomQuestions questions = new RandomQuestions(new Random(29));
        Access access = new Access(false, List.of("/vaults/V1", "/vaults/v3/", "/vaults/v4"));
        try (StatesStore filtered = new StatesStore(new Random(7), 120)) {
            String mine = "lower(ResourceId) IN ('/vaults/v1', '/vaults/v3', '/vaults/v4')";
            filtered.delete("NOT " + mine);
            for (int i = 0; i < QUESTIONS; i++) {
                String text = questions.next();
                BoundQuery question = bound(text);
                RelNode limited = new Planner().plan(question, access);
                assertEquals(filtered.rows(question.plan()), states.rows(limited), text);
            }
        }
    }

    private static BoundQuery bound(String text) {
        return binder.bind(
                        text,
                        Parser.parse(text),
                        Instant.EPOCH,
                        Map.of(),
                        _ -> {
                            throw new AssertionError("no question here asks the data first");
                        })
                .getFirst();
    }
}
