package io.vaultlens.collector.repository;

import io.vaultlens.collector.vault.DiagnosticRecord;
import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.collector.vault.VaultRecords;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Writes what a repository holds as the records that Azure writes of its vaults. */
final class RepositoryRecords {
    private final LocalVault vault;
    private final String repository;

    /** Records of a vault that stands for this repository. */
    RepositoryRecords(LocalVault vault, String repository) {
        this.vault = vault;
        this.repository = repository;
    }

    LocalVault vault() {
        return vault;
    }

    private String storageId() {
        return vault.uniqueId() + ";disk;" + repository;
    }

    private String containerId(String host) {
        return vault.uniqueId() + ";" + (host.isEmpty() ? "server" : host);
    }

    /** The vault and the room that it takes. */
    Stream<DiagnosticRecord> vault(long storedBytes, Instant now) {
        VaultRecords records = new VaultRecords(vault, now);
        return Stream.of(
                records.vault(),
                records.storage(storageId(), repository),
                records.consumed(storageId(), Optional.empty(), "", storedBytes));
    }

    /** An item with its backups, of which there is one at least. */
    Stream<DiagnosticRecord> item(List<Copy> copies, OptionalLong sourceBytes, Instant now) {
        VaultRecords records = new VaultRecords(vault, now);
        Copy latest = copies.stream().max(Comparator.comparing(Copy::startedAt)).orElseThrow();
        Copy oldest = copies.stream().min(Comparator.comparing(Copy::startedAt)).orElseThrow();
        String item = latest.item();
        String host = host(copies);
        String container = containerId(host);
        Stream<DiagnosticRecord> told =
                Stream.of(
                        records.item(item, container),
                        records.container(container, host, host),
                        records.protectedInstance(item),
                        records.recoveryPoints(
                                item, container, oldest.startedAt(), latest.startedAt()));
        return sourceBytes.isPresent()
                ? Stream.concat(
                        told,
                        Stream.of(records.sourceSize(item, container, sourceBytes.getAsLong())))
                : told;
    }

    private static String host(List<Copy> copies) {
        return copies.stream()
                .map(Copy::host)
                .filter(host -> !host.isEmpty())
                .findFirst()
                .orElse("server");
    }

    /** The job that made a backup. */
    DiagnosticRecord job(Copy copy, String failure, String message) {
        Instant endedAt =
                copy.sizes()
                        .map(sizes -> copy.startedAt().plus(sizes.took()))
                        .orElse(copy.startedAt());
        boolean whole = failure.isEmpty();
        Map<String, Object> facts = facts(message);
        facts.put("Snapshot", copy.id());
        if (!copy.paths().isEmpty()) {
            facts.put("Path", String.join(",", copy.paths()));
        }
        DiagnosticRecord record =
                new VaultRecords(vault, endedAt)
                        .job(
                                copy.id(),
                                "Backup",
                                copy.item(),
                                containerId(copy.host()),
                                whole ? "Completed" : "CompletedWithWarnings")
                        .with("JobFailureCode", whole ? "Success" : failure)
                        .with("JobStartDateTime", copy.startedAt());
        copy.sizes()
                .ifPresent(sizes -> {
                    record.with("JobDurationInSecs", sizes.took().toMillis() / 1000.0);
                    facts.put("Files", sizes.files());
                    facts.put("BytesRead", sizes.bytesRead());
                    sizes.bytesWritten()
                            .ifPresent(bytes -> {
                                facts.put("BytesWritten", bytes);
                                record.with(
                                        "DataTransferredInMB", bytes / VaultRecords.BYTES_PER_MB);
                            });
                });
        return record.with("ExtendedProperties", facts);
    }

    /** A backup that was not made; of when it began nothing is known. */
    DiagnosticRecord failedJob(String id, String item, LoggedRun run, Instant endedAt) {
        return new VaultRecords(vault, endedAt)
                .job(id, "Backup", item, containerId(""), "Failed")
                .with("JobFailureCode", run.failure())
                .with("JobStartDateTime", endedAt)
                .with("JobDurationInSecs", 0.0)
                .with("ExtendedProperties", facts(run.message()));
    }

    /** A check of the whole repository. */
    DiagnosticRecord check(String id, Instant startedAt, Instant endedAt, Optional<String> wrong) {
        return new VaultRecords(vault, endedAt)
                .record(VaultRecords.JOBS, "Job")
                .with("JobUniqueId", id)
                .with("JobOperation", "Check")
                .with("BackupItemFriendlyName", vault.name())
                .with("JobStatus", wrong.isEmpty() ? "Completed" : "Failed")
                .with("JobFailureCode", wrong.isEmpty() ? "Success" : "BackupRepositoryDamaged")
                .with("JobStartDateTime", startedAt)
                .with(
                        "JobDurationInSecs",
                        (endedAt.toEpochMilli() - startedAt.toEpochMilli()) / 1000.0)
                .with("ExtendedProperties", facts(wrong.orElse("")));
    }

    private Map<String, Object> facts(String message) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Engine", vault.managementType());
        facts.put("Repository", repository);
        if (!message.isEmpty()) {
            facts.put("Message", message);
        }
        return facts;
    }
}
