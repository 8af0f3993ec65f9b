package io.vaultlens.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What lasts or hits many in the estate: an outage, an expired credential, a deleted machine, a
 * lost right, a full disk.
 *
 * <p>All moments are told from now, so that the estate looks the same whenever it is made.
 */
final class Troubles {
    /** How many days back the outage of West Europe was. */
    static final int OUTAGE_DAYS_AGO = 6;

    private static final Duration OUTAGE_FROM = Duration.ofMinutes(125);
    private static final Duration OUTAGE_UNTIL = Duration.ofMinutes(220);

    private final Instant outageBegins;
    private final Instant outageEnds;
    private final Instant credentialExpired;
    private final Instant machineDeleted;
    private final Instant roleRevoked;
    private final Instant diskFull;

    Troubles(Instant now) {
        Instant today =
                now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant outageDay = today.minus(Duration.ofDays(OUTAGE_DAYS_AGO));
        outageBegins = outageDay.plus(OUTAGE_FROM);
        outageEnds = outageDay.plus(OUTAGE_UNTIL);
        credentialExpired = today.minus(Duration.ofDays(3)).plus(Duration.ofHours(12));
        machineDeleted = today.minus(Duration.ofDays(9)).plus(Duration.ofHours(15));
        roleRevoked = now.minus(Duration.ofHours(51));
        diskFull = today.minus(Duration.ofDays(4)).plus(Duration.ofHours(3));
    }

    /** The code that a backup starting now fails with, whatever is tried. */
    Optional<String> lasting(EstateItem item, Instant start) {
        String vault = item.vault().name();
        String container = item.container();
        if (vault.equals("vault-gwc-agents") && start.isAfter(credentialExpired)) {
            return Optional.of("34513");
        }
        if (vault.equals("vault-uks-prod")
                && container.equals("web-03")
                && start.isAfter(machineDeleted)) {
            return Optional.of("BCMV2VMNotFound");
        }
        if (vault.equals("vault-weu-sql")
                && container.equals("sql-prod-07")
                && start.isAfter(roleRevoked)) {
            return Optional.of("UserErrorSQLNoSysadminMembership");
        }
        if (vault.equals("vault-wus-agents")
                && container.equals("srv-wus-fs-04")
                && start.isAfter(diskFull)) {
            return Optional.of("SalLowDiskSpace");
        }
        if (neverCameBack(item) && start.isAfter(outageBegins)) {
            return Optional.of("UserErrorGuestAgentStatusUnavailable");
        }
        return Optional.empty();
    }

    /** Two machines of West Europe did not come back after the outage. */
    private static boolean neverCameBack(EstateItem item) {
        return item.vault().name().equals("vault-weu-prod")
                && (item.container().equals("erp-02") || item.container().equals("build-04"));
    }

    /** Whether a backup starting now is hit by the outage. */
    boolean outage(EstateItem item, Instant start) {
        return item.kind() == Kind.VM
                && item.vault().region().equals("westeurope")
                && start.isAfter(outageBegins)
                && start.isBefore(outageEnds);
    }

    /** When the outage was over and things could be tried again. */
    Instant outageEnds() {
        return outageEnds;
    }
}
