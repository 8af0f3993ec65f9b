package io.vaultlens.query.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Writes what happens as records, in the forms in which they reach the collector. */
final class Telemetry {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> records = new ArrayList<>();

    /** A policy and when it is changed. */
    final Map<String, Integer> policyChanges = new HashMap<>();

    private final Random random;
    private final Truth truth;
    private long number;

    Telemetry(Random random, Truth truth) {
        this.random = random;
        this.truth = truth;
    }

    /** A moment that no other record has: its fraction numbers the records. */
    private String time(int minute) {
        long nanos = ++number * 100 % 1_000_000_000;
        return Simulation.BEGIN
                .plusSeconds(minute * 60L + random.nextInt(60))
                .plusNanos(nanos)
                .toString();
    }

    void change(Machine machine, Change change, int minute) {
        Map<String, Object> row = change.columns(random);
        String time = time(minute);
        row.put("TimeGenerated", time);
        row.put("Computer", machine.computer(random));
        if (machine.told()) {
            row.put("_ResourceId", machine.id());
        }
        truth.machineOfChange.put(instant(time), machine);
        add(row);
        if (change.kind().equals("Update")) {
            row.put("TimeGenerated", time(minute + 12 * 60));
            add(row);
        }
    }

    static String instant(String time) {
        return java.time.Instant.parse(time).toString();
    }

    String job(Machine machine, String item, int start, int end, boolean failed) {
        Map<String, Object> job = new LinkedHashMap<>();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        job.put("JobUniqueId", id);
        job.put("JobOperation", "Backup");
        job.put("BackupItemUniqueId", item);
        job.put("BackupManagementType", item.contains("filefolder") ? "MAB" : "IaaSVM");
        job.put("JobStartDateTime", time(start));
        job.put("State", "Active");
        job.put("JobStatus", failed ? "Failed" : "Completed");
        job.put("JobFailureCode", failed ? "SnapshotFailed" : "Success");
        String end0 = time(end);
        diagnostic("AddonAzureBackupJobs", "Job", machine.vault(), end0, job);
        return id;
    }

    void inventory(List<Machine> machines, int days) {
        for (Machine machine : machines) {
            for (String item : machine.items()) {
                Map<String, Object> link = new LinkedHashMap<>();
                link.put("BackupItemUniqueId", item);
                link.put("PolicyUniqueId", machine.policy());
                diagnostic(
                        "CoreAzureBackup",
                        "BackupItemAssociation",
                        machine.vault(),
                        time(240),
                        link);
            }
        }
    }

    void policies(int vaults, int days) {
        for (int vault = 0; vault < vaults; vault++) {
            for (int policy = 0; policy < 3; policy++) {
                String name = "policy-" + vault + "-" + policy;
                int version = 0;
                policy(vault, name, 60, version);
                List<Integer> minutes = new ArrayList<>();
                policyChanges.forEach((key, minute) -> {
                    if (key.startsWith(name + "@")) {
                        minutes.add(minute);
                    }
                });
                for (int day = 1; day < days; day++) {
                    for (int minute : minutes) {
                        if (minute / Simulation.DAY == day) {
                            policy(vault, name, minute, ++version);
                        }
                    }
                    if (random.nextInt(60) == 0) {
                        policy(vault, name, day * Simulation.DAY + 700, ++version);
                    }
                    policy(vault, name, day * Simulation.DAY + Simulation.DAY - 1, version);
                }
            }
        }
    }

    private void policy(int vault, String name, int minute, int version) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("PolicyUniqueId", name);
        row.put("PolicyName", name);
        row.put("BackupFrequency", "Daily");
        row.put("BackupTimes", "0" + version % 10 + ":00");
        row.put("State", "Active");
        diagnostic("AddonAzureBackupPolicy", "Policy", vault, time(minute), row);
    }

    private void diagnostic(
            String category, String operation, int vault, String time, Map<String, Object> of) {
        String id =
                "/subscriptions/"
                        + Machine.SUBSCRIPTION
                        + "/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/vault-"
                        + vault;
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("time", time);
        record.put("resourceId", id.toUpperCase(Locale.ROOT));
        record.put("category", category);
        record.put("operationName", operation);
        record.put("properties", of);
        add(record);
    }

    private void add(Map<String, Object> row) {
        try {
            records.add(JSON.writeValueAsString(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
