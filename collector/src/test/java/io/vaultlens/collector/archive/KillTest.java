package io.vaultlens.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever instant the process is killed at: nothing is lost and nothing is there twice. */
class KillTest {
    @TempDir Path work;

    @Test
    void killedOnceInEachMomentItCountsAsCountedByHand() throws IOException {
        check(4_000, 1, 1);
    }

    @Test
    @Tag("long")
    void killedManyTimesItCountsAsCountedByHand() throws IOException {
        check(60_000, 60, 12);
    }

    private void check(int lines, int atRandom, int inEachMoment) throws IOException {
        Path archive = work.resolve("archive");
        DirtyArchive.write(archive, 7, lines);
        Kills kills = new Kills(archive, work, 7);
        Map<String, Integer> hit = kills.run(atRandom, inEachMoment);
        System.out.println("kills by moment: " + hit + ", read to the end: " + kills.ends());
        assertEquals(IndependentCount.of(archive), kills.finish());
    }
}
