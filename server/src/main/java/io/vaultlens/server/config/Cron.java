package io.vaultlens.server.config;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Optional;

/** The cron expressions of a schedule: minute, hour, day of month, month, day of week. */
final class Cron {
    private Cron() {}

    /** Why this is no such expression; empty where it is one. */
    static Optional<String> mistake(String text) {
        try {
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "the schedule '"
                            + text
                            + "' is no cron expression; expected five fields, as in"
                            + " \"0 2 * * *\" for every day at 02:00 UTC");
        }
    }
}
