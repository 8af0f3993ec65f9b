package io.vaultlens.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What lasts or hits many in the estate: two outages, an expired credential, a deleted machine, a
 * lost right, a full disk, an update that broke backups.
 *
 * <p>All moments are told from now, so that the estate looks the same whenever it is made.
 */
final class Troubles {
    /**
     * Machines of one region that failed for some time.
     *
     * @param region where
     * @param begins from when
     * @param ends until when
     * @param unlucky machines that no retry brought back
     */
    record Outage(String region, Instant begins, Instant ends, List<String> unlucky) {
        boolean hits(EstateItem item, Instant start) {
            return item.kind() == Kind.VM
                    && item.vault().region().equals(region)
                    && start.isAfter(begins)
                    && start.isBefore(ends);
        }
    }

    private static final Duration NIGHT_IS_OVER = Duration.ofHours(8);

    private final List<Outage> outages;
    private final Instant credentialExpired;
    private final Instant machineDeleted;
    private final Instant roleRevoked;
    private final Instant diskFull;
    private final FilterUpdate update;

    Troubles(Instant now) {
        Instant lastNight = midnight(now.minus(NIGHT_IS_OVER));
        Instant today = midnight(now);
        outages =
                List.of(
                        outage("westeurope", lastNight, 125, 55, List.of("erp-02", "build-04")),
                        outage("eastus", today.minus(Duration.ofDays(11)), 330, 70, List.of()));
        credentialExpired = today.minus(Duration.ofDays(3)).plus(Duration.ofHours(12));
        machineDeleted = today.minus(Duration.ofDays(9)).plus(Duration.ofHours(15));
        roleRevoked = now.minus(Duration.ofHours(51));
        update = new FilterUpdate(today);
        diskFull = today.minus(Duration.ofDays(4)).plus(Duration.ofHours(3));
    }

    private static Instant midnight(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Outage outage(
            String region, Instant midnight, long fromMinute, long minutes, List<String> unlucky) {
        Instant begins = midnight.plus(Duration.ofMinutes(fromMinute));
        return new Outage(region, begins, begins.plus(Duration.ofMinutes(minutes)), unlucky);
    }

    /** The outage that a backup starting now is hit by. */
    Optional<Outage> outage(EstateItem item, Instant start) {
        return outages.stream().filter(outage -> outage.hits(item, start)).findFirst();
    }

    /** The update that broke some machines' backups. */
    FilterUpdate update() {
        return update;
    }

    /** The code that a backup starting now fails with, whatever is tried. */
    Optional<String> lasting(EstateItem item, Instant start) {
        String code =
                switch (item.vault().name()) {
                    case "vault-gwc-agents" -> since(credentialExpired, start, "34513");
                    case "vault-uks-prod" ->
                            of(item, "web-03", since(machineDeleted, start, "BCMV2VMNotFound"));
                    case "vault-weu-sql" ->
                            of(
                                    item,
                                    "sql-prod-07",
                                    since(roleRevoked, start, "UserErrorSQLNoSysadminMembership"));
                    case "vault-wus-agents" ->
                            of(item, "srv-wus-fs-04", since(diskFull, start, "SalLowDiskSpace"));
                    default -> "";
                };
        if (code.isEmpty()) {
            code = update.breaks(item, start);
        }
        return code.isEmpty() ? Optional.empty() : Optional.of(code);
    }

    private static String since(Instant moment, Instant start, String code) {
        return start.isAfter(moment) ? code : "";
    }

    private static String of(EstateItem item, String container, String code) {
        return item.container().equals(container) ? code : "";
    }
}
