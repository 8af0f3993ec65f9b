package io.vaultlens.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An update of a disk filter that reached some machines of one vault a few days ago, kept most of
 * them from being backed up, and was taken back from each two days later.
 */
final class FilterUpdate {
    static final String NAME = "Adatum Disk Filter";
    static final String OLD = "4.1.9";
    static final String NEW = "4.2.0";
    private static final String VAULT = "vault-uks-prod";
    private static final String CODE = "ExtensionFailedVssServiceInBadState";
    private static final int ONE_IN = 4;
    private static final Duration STAYS = Duration.ofHours(50);

    private final Instant today;

    FilterUpdate(Instant today) {
        this.today = today;
    }

    /** When a machine got it. */
    Optional<Instant> installed(EstateItem item) {
        int number = Math.floorMod(item.uniqueId().hashCode(), 1000);
        if (!item.vault().name().equals(VAULT) || number % ONE_IN != 0) {
            return Optional.empty();
        }
        Instant day = today.minus(Duration.ofDays(6 - number / ONE_IN % 4));
        return Optional.of(day.plus(Duration.ofMinutes(9 * 60 + number % 360)));
    }

    /** When it was taken back from a machine that had it. */
    Instant takenBack(Instant installed) {
        return installed.plus(STAYS);
    }

    /** The code that a backup starting now fails with; empty where the update does no harm. */
    String breaks(EstateItem item, Instant start) {
        boolean harmless = Math.floorMod(item.uniqueId().hashCode(), 6) == 0;
        return installed(item)
                .filter(at -> !harmless && start.isAfter(at) && start.isBefore(takenBack(at)))
                .map(_ -> CODE)
                .orElse("");
    }
}
