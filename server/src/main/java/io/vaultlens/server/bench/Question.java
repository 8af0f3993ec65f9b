package io.vaultlens.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A question as published and as a person would write it in SQL, both from {@code bench/} among the
 * resources.
 *
 * <p>In their texts {@code #} becomes another number at each asking, so that no plan is found again
 * whole; {@code @} is the end of the telemetry as a time, and {@code &} the same in ticks.
 *
 * @param name its name among the figures
 * @param note what it asks
 * @param kql the published text
 * @param sql the same in SQL, over tables of exactly the rows that are asked for or over history
 */
record Question(String name, String note, String kql, String sql) {
    /** All questions in order. */
    static final List<Question> ALL =
            List.of(
                    of("failed-jobs-published", "how many jobs failed, in the published form"),
                    of("q01", "all failed jobs, every row with every column"),
                    of("q02", "failed jobs by vault"),
                    of("q03", "jobs and failures of each of the last 90 days"),
                    of("q04", "success rate by solution and week"),
                    of(
                            "q05",
                            "items without a good backup in 24 h, and in their policy's interval"),
                    of("q06", "storage by vault and month"),
                    of("q07", "worst error codes"),
                    of("q08", "what changed before failures, with how likely it is"),
                    of("q09", "jobs with their items and policies"),
                    of("q10", "policy adherence by day, as a pivot"),
                    of("q11", "legacy jobs by status, each once however often told"),
                    of("q12", "a text in error codes and item names"));

    private static final long TICKS_IN_SECOND = 10_000_000;
    private static final long SECONDS_TO_1970 = 62_135_596_800L;

    /** Its texts are read once, before anything is measured. */
    private static Question of(String name, String note) {
        return of(name, name, note);
    }

    /** A question of this name in SQL, which the published text of another name asks too. */
    static Question of(String name, String published, String note) {
        return new Question(name, note, read(published + ".kql"), read(name + ".sql"));
    }

    String kql(int turn, Instant end) {
        return kql.replace("#", String.valueOf(turn)).replace("@", end.toString());
    }

    String sql(int turn, Instant end) {
        long ticks = (end.getEpochSecond() + SECONDS_TO_1970) * TICKS_IN_SECOND;
        return sql.replace("#", String.valueOf(turn)).replace("&", String.valueOf(ticks));
    }

    private static String read(String file) {
        String path = "/bench/" + file;
        try (InputStream content = Question.class.getResourceAsStream(path)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
