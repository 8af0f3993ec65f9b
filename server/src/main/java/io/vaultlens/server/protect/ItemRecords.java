package io.vaultlens.server.protect;

import io.vaultlens.collector.vault.DiagnosticRecord;
import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.collector.vault.VaultRecords;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what there is to protect as the records that Azure writes of its vaults and items. */
final class ItemRecords {
    private static final String FOR_EVER = "9999";

    private final ProtectedItem item;
    private final LocalVault vault;
    private final VaultRecords records;

    ItemRecords(ProtectedItem item, Instant time) {
        this.item = item;
        this.vault = new LocalVault(item.vault());
        this.records = new VaultRecords(vault, time);
    }

    /** The machine that this server runs on is the container of all its folders. */
    static String containerId(LocalVault vault) {
        return vault.uniqueId() + ";server";
    }

    private String policyId() {
        return vault.uniqueId() + ";policy;" + item.name();
    }

    private String storageId() {
        return vault.uniqueId() + ";disk;" + item.repository();
    }

    /** The vault, the item and its policy, as the configuration declares them. */
    List<String> declared() {
        return Stream.of(
                        records.vault(),
                        records.item(item.name(), containerId(vault)),
                        records.ofItem(
                                        VaultRecords.CORE,
                                        "BackupItemAssociation",
                                        item.name(),
                                        containerId(vault))
                                .with("PolicyUniqueId", policyId()),
                        records.container(containerId(vault), "server", "this server")
                                .with("ProtectedContainerOSType", System.getProperty("os.name")),
                        policy(),
                        records.record(VaultRecords.POLICY, "PolicyAssociation")
                                .with("PolicyUniqueId", policyId()),
                        records.storage(storageId(), item.repository().toString()),
                        records.protectedInstance(item.name()))
                .map(DiagnosticRecord::toJson)
                .toList();
    }

    private DiagnosticRecord policy() {
        DiagnosticRecord policy =
                records.record(VaultRecords.POLICY, "Policy")
                        .with("PolicyUniqueId", policyId())
                        .with("PolicyName", item.name())
                        .with("PolicyTimeZone", "UTC")
                        .with("BackupFrequency", item.schedule().isPresent() ? "Daily" : "")
                        .with("BackupTimes", item.schedule().orElse(""))
                        .with("RetentionType", "Days");
        String days = item.keepDays().isPresent() ? "" + item.keepDays().getAsInt() : FOR_EVER;
        return policy.with("RetentionDuration", days).with("DailyRetentionDuration", days);
    }

    /** What a good backup adds: its recovery point and the room that all of them take. */
    List<String> backedUp(BackupOutcome outcome) {
        String container = containerId(vault);
        List<String> told = new ArrayList<>();
        told.add(records.sourceSize(item.name(), container, outcome.bytesRead()).toJson());
        outcome.stored()
                .ifPresent(stored -> {
                    told.add(
                            records.recoveryPoints(
                                            item.name(),
                                            container,
                                            stored.oldest(),
                                            stored.latest())
                                    .toJson());
                    told.add(
                            records.consumed(
                                            storageId(),
                                            Optional.of(item.name()),
                                            container,
                                            stored.bytes())
                                    .toJson());
                });
        return told;
    }
}
