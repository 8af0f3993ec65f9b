package io.vaultlens.server.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When an item is due, by a cron expression of five fields in UTC.
 *
 * <p>It only decides; {@link Scheduler} acts.
 */
public final class ItemSchedule {
    private final ExecutionTime times;

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException which says what is wrong with it
     */
    public ItemSchedule(String cron) {
        CronParser parser =
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        times = ExecutionTime.forCron(parser.parse(cron).validate());
    }

    /**
     * When to run next, after the last run that the schedule started. Moments that passed while
     * nobody ran it make one run together: the answer then lies in the past, and is due at once.
     *
     * @return empty for an expression that never comes true again
     */
    public Optional<Instant> next(Instant lastRun) {
        ZonedDateTime last = lastRun.atZone(ZoneOffset.UTC);
        return times.nextExecution(last).map(ZonedDateTime::toInstant);
    }
}
