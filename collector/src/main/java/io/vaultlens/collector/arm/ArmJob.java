package io.vaultlens.collector.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultlens.collector.vault.DiagnosticRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job as Azure Resource Manager lists it, made the record that a vault's diagnostics would send.
 *
 * <p>Its time is that of its end, or of its start while it runs, so that the same state listed
 * again is the same record, and a record of diagnostics about it, written later, is the one that
 * counts.
 */
final class ArmJob {
    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d+)\\.)?(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");
    private static final Set<String> RUNNING = Set.of("InProgress", "Started", "Cancelling");

    private final ArmVault vault;
    private final JsonNode job;
    private final JsonNode properties;

    ArmJob(ArmVault vault, JsonNode job) {
        this.vault = vault;
        this.job = job;
        this.properties = job.path("properties");
    }

    boolean isRunning() {
        return RUNNING.contains(text("status"));
    }

    Optional<Instant> startedAt() {
        return moment(text("startTime"));
    }

    private String text(String field) {
        return properties.path(field).asText("");
    }

    private static Optional<Instant> moment(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The record; none for a job that does not say when it was. */
    Optional<DiagnosticRecord> record() {
        Optional<Instant> started = startedAt();
        Optional<Instant> ended = isRunning() ? Optional.empty() : moment(text("endTime"));
        return ended.or(() -> started).map(time -> record(time, started.orElse(time)));
    }

    private DiagnosticRecord record(Instant time, Instant startedAt) {
        DiagnosticRecord record =
                new DiagnosticRecord("AddonAzureBackupJobs", "Job", vault.id(), time)
                        .tenant(vault.tenant())
                        .with("SchemaVersion", "V2")
                        .with("State", "Active")
                        .with("JobUniqueId", job.path("name").asText())
                        .with("JobStatus", isRunning() ? "InProgress" : text("status"))
                        .with("JobOperation", text("operation"))
                        .with("JobFailureCode", failureCode())
                        .with("JobStartDateTime", startedAt)
                        .with("JobDurationInSecs", duration().toMillis() / 1000.0)
                        .with("AdHocOrScheduledJob", byUser() ? "AdHoc" : "Scheduled")
                        .with("BackupManagementType", managementType())
                        .with("BackupItemUniqueId", itemId())
                        .with("BackupItemFriendlyName", itemName())
                        .with("VaultType", vault.isClassic() ? "" : ArmVault.BACKUP_VAULTS)
                        .with("VaultName", vault.name())
                        .with("VaultUniqueId", vaultKey())
                        .with("ResourceGroupName", vault.part(4))
                        .with("SubscriptionId", vault.part(2))
                        .with("AzureDataCenter", vault.location());
        if (!vault.isClassic()) {
            record.with("DatasourceResourceId", text("dataSourceId"))
                    .with("DatasourceFriendlyName", text("dataSourceName"))
                    .with("DatasourceType", text("dataSourceType"));
        }
        return record.with("ExtendedProperties", facts());
    }

    private boolean byUser() {
        return properties.path("isUserTriggered").asBoolean(false);
    }

    private String managementType() {
        String type = text("backupManagementType");
        return type.equals("AzureIaasVM") ? "IaaSVM" : type;
    }

    private String itemName() {
        return vault.isClassic() ? text("entityFriendlyName") : text("dataSourceName");
    }

    /** Of a Backup vault its id; of a Recovery Services vault as near as a job comes to it. */
    private String vaultKey() {
        return vault.isClassic()
                ? vault.location() + ";" + vault.name()
                : vault.id().toUpperCase(Locale.ROOT);
    }

    /**
     * The item's key. Of a Backup vault it is the one that diagnostics write: the instance's id, in
     * capitals up to its name. Of a Recovery Services vault that has a number of the vault's within
     * it which Resource Manager does not tell; the vault's name stands in its place.
     */
    private String itemId() {
        if (!vault.isClassic()) {
            String instance = text("backupInstanceId");
            String name = instance.substring(instance.lastIndexOf('/') + 1);
            return name.isEmpty()
                    ? vaultKey() + ";" + text("dataSourceId").toLowerCase(Locale.ROOT)
                    : vaultKey() + "/BACKUPINSTANCES/" + name;
        }
        String container = text("containerName").toLowerCase(Locale.ROOT);
        return managementType().equals("IaaSVM") && !container.isEmpty()
                ? vaultKey() + ";" + container
                : vaultKey() + ";" + (container.isEmpty() ? "" : container + ";") + itemName();
    }

    private String failureCode() {
        String status = text("status");
        if (status.equals("Completed") || isRunning()) {
            return isRunning() ? "" : "Success";
        }
        JsonNode error = properties.path("errorDetails").path(0);
        for (String field : new String[] {"errorTitle", "code", "errorCode"}) {
            String code = error.path(field).asText("");
            if (code.matches("[A-Za-z0-9_]+")) {
                return code;
            }
        }
        return "";
    }

    private Duration duration() {
        return duration(text("duration"));
    }

    /** Both forms that Azure writes: a clock's and ISO's. */
    static Duration duration(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            long days = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
            long millis = (long) (Double.parseDouble(clock.group(4)) * 1000);
            return Duration.ofDays(days)
                    .plusHours(Long.parseLong(clock.group(2)))
                    .plusMinutes(Long.parseLong(clock.group(3)))
                    .plusMillis(millis);
        }
        try {
            return text.isEmpty() ? Duration.ZERO : Duration.parse(text);
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("ToldBy", "Azure Resource Manager");
        facts.put("ActivityId", properties.path("activityId").asText(text("activityID")));
        JsonNode error = properties.path("errorDetails").path(0);
        String words = error.path("errorString").asText(error.path("message").asText(""));
        if (!words.isEmpty()) {
            facts.put("Message", words);
        }
        return facts;
    }
}
