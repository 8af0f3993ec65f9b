package io.vaultlens.collector.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * A vault of either kind.
 *
 * @param id its ARM id
 * @param name its name
 * @param location its region
 * @param tenant the tenant's GUID
 */
record ArmVault(String id, String name, String location, String tenant) {
    /** The type of Backup vaults. */
    static final String BACKUP_VAULTS = "Microsoft.DataProtection/backupVaults";

    static ArmVault of(JsonNode resource, String tenant) {
        return new ArmVault(
                resource.path("id").asText(),
                resource.path("name").asText(),
                resource.path("location").asText().toLowerCase(Locale.ROOT),
                tenant);
    }

    /** Whether it is a Recovery Services vault. */
    boolean isClassic() {
        return !id.toLowerCase(Locale.ROOT).contains("/microsoft.dataprotection/");
    }

    /** A part of the id between slashes, counted from 0; the first is empty. */
    String part(int index) {
        String[] parts = id.split("/");
        return index < parts.length ? parts[index] : "";
    }
}
