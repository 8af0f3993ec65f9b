package io.vaultlens.server.demo;

import io.vaultlens.collector.vault.LocalVault;
import java.util.Locale;

/**
 * A vault of the estate.
 *
 * @param tenant whose it is
 * @param name its name
 * @param region where it is
 * @param kind what it protects
 * @param firstMinute when its nightly window begins, in minutes of the day, UTC
 * @param windowMinutes how long its items spread over
 */
record EstateVault(
        Tenant tenant, String name, String region, Kind kind, int firstMinute, int windowMinutes) {
    /** The id as the service writes it. */
    String resourceId() {
        if (kind == Kind.FOLDER) {
            return new LocalVault(name).resourceId();
        }
        String id =
                "/subscriptions/"
                        + subscription()
                        + "/resourceGroups/"
                        + resourceGroup()
                        + "/providers/Microsoft.RecoveryServices/vaults/"
                        + name;
        return id.toUpperCase(Locale.ROOT);
    }

    String subscription() {
        return kind == Kind.FOLDER ? LocalVault.SUBSCRIPTION : tenant.subscription();
    }

    String resourceGroup() {
        return kind == Kind.FOLDER ? LocalVault.RESOURCE_GROUP : "rg-backup-" + region;
    }

    /** Its join key: the region and a number of 19 digits. */
    String uniqueId() {
        if (kind == Kind.FOLDER) {
            return new LocalVault(name).uniqueId();
        }
        long number = Integer.toUnsignedLong((tenant.name() + name).hashCode());
        return region + ";" + (1_000_000_000_000_000_000L + number * 1_000_003L);
    }

    String replication() {
        return switch (kind) {
            case VM -> "GeoRedundant";
            case SQL, AGENT -> "GeoRedundant";
            case FILES, FOLDER -> "LocallyRedundant";
        };
    }

    String policyId() {
        return Tenant.guid("policy " + uniqueId());
    }
}
