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
 */
record Question(String name, String note) {
    /** All questions in order. */
    static final List<Question> ALL =
            List.of(
                    new Question(
                            "failed-jobs-published", "how many jobs failed, in the published form"),
                    new Question("q01", "all failed jobs, every row with every column"),
                    new Question("q02", "failed jobs by vault"),
                    new Question("q03", "jobs and failures of each of the last 90 days"),
                    new Question("q04", "success rate by solution and week"),
                    new Question(
                            "q05",
                            "items without a good backup in 24 h, and in their policy's interval"),
                    new Question("q06", "storage by vault and month"),
                    new Question("q07", "worst error codes"),
                    new Question("q09", "jobs with their items and policies"),
                    new Question("q10", "policy adherence by day, as a pivot"),
                    new Question("q12", "a text in error codes and item names"));

    private static final long TICKS_IN_SECOND = 10_000_000;
    private static final long SECONDS_TO_1970 = 62_135_596_800L;

    /** The published text. */
    String kql(int turn, Instant end) {
        return read("kql").replace("#", String.valueOf(turn)).replace("@", end.toString());
    }

    /** The same over tables of exactly the rows that are asked for. */
    String sql(int turn, Instant end) {
        long ticks = (end.getEpochSecond() + SECONDS_TO_1970) * TICKS_IN_SECOND;
        return read("sql").replace("#", String.valueOf(turn)).replace("&", String.valueOf(ticks));
    }

    private String read(String language) {
        String path = "/bench/" + name + "." + language;
        try (InputStream file = Question.class.getResourceAsStream(path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
