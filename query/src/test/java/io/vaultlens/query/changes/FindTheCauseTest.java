package io.vaultlens.query.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the change that broke a backup is found in simulated estates, and that nothing is
 * blamed for failures that had no cause.
 */
class FindTheCauseTest {
    private static final double AMONG_THREE = 0.9;
    private static final double LIKELY = 0.6;

    @Test
    void theCauseIsFoundInAnOrdinaryEstate() {
        Score score = Trial.of(Difficulty.EASY, 1);
        expect(score, AMONG_THREE, LIKELY);
    }

    @Test
    void nothingIsBlamedWhereNothingBroke() {
        expect(Trial.of(Difficulty.CAUSELESS, 1), AMONG_THREE, LIKELY);
    }

    @Test
    @Tag("long")
    void theCauseIsFoundInManyEstates() {
        Score all = new Score();
        for (Difficulty difficulty : Difficulty.ALL) {
            Score score = new Score();
            for (int seed = 1; seed <= 6; seed++) {
                score.add(Trial.of(difficulty, seed));
            }
            System.out.println(difficulty.name() + ": " + score);
            all.add(score);
        }
        expect(all, AMONG_THREE, LIKELY);
    }

    private static void expect(Score score, double amongThree, double likely) {
        assertTrue(score.incidentTop >= amongThree * score.incidents, score.toString());
        assertTrue(score.incidentLikely >= likely * score.incidents, score.toString());
        assertTrue(score.causeless >= 50, score.toString());
        assertEquals(0, score.blamed, score.toString());
        assertEquals(0, score.strange, score.toString());
    }
}
