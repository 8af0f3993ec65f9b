package io.vaultlens.server.demo;

import io.vaultlens.collector.vault.LocalVault;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.protect.Protection;
import io.vaultlens.server.protect.Questions;
import io.vaultlens.server.protect.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small real folder and its backups by the embedded engine. The folder of the invoices is moved
 * away after its first backup, so that its second fails; moving it back mends that.
 */
final class DemoHome {
    private static final String VAULT = "home";
    private static final String REQUESTER = "demo";
    private static final List<String> ITEMS = List.of("documents", "pictures", "invoices");
    private static final int FILES_EACH = 24;
    private static final int LINES_EACH = 400;
    private static final String STATES =
            """
            declare query_parameters(item:string);
            AddonAzureBackupJobs
            | summarize arg_max(TimeGenerated, *) by JobUniqueId
            | where BackupItemUniqueId == item
            | summarize Good = countif(JobStatus == "Completed"),
                Failed = countif(JobStatus == "Failed")
            """;

    private final Path folder;

    DemoHome(Path folder) {
        this.folder = folder;
    }

    private Path invoices() {
        return folder.resolve("invoices");
    }

    private Path movedInvoices() {
        return folder.resolve("invoices-moved");
    }

    /** Makes the files that are to be backed up. */
    void make() throws IOException {
        for (String item : ITEMS) {
            for (int file = 1; file <= FILES_EACH; file++) {
                Path path =
                        folder.resolve(item).resolve("2026").resolve(item + "-" + file + ".txt");
                Files.createDirectories(path.getParent());
                Files.writeString(path, text(item, file));
            }
        }
    }

    private static String text(String item, int file) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= LINES_EACH; line++) {
            long number = (31L * file + line) * 2_654_435_761L % 100_000;
            text.append(item).append(' ').append(line).append(": ").append(number).append('\n');
        }
        return text.toString();
    }

    /** The configuration that declares the items, each backed up every night. */
    String configuration() {
        StringBuilder yaml = new StringBuilder("# Made by `vaultlens demo`.\nprotect:\n");
        int minute = 0;
        for (String item : ITEMS) {
            yaml.append("  - name: ").append(item).append('\n');
            yaml.append("    engine: embedded\n");
            yaml.append("    vault: ").append(VAULT).append('\n');
            yaml.append("    path: ").append(quoted(folder.resolve(item))).append('\n');
            yaml.append("    repository: ").append(quoted(folder.resolve("backups"))).append('\n');
            yaml.append("    schedule: \"").append(minute).append(" 2 * * *\"\n");
            yaml.append("    keep: {days: 30}\n");
            minute += 10;
        }
        return yaml.toString();
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** Backs all items up, and the invoices once more after their folder has gone. */
    void backUp(Protection protection, Questions questions) throws IOException {
        for (String item : ITEMS) {
            if (states(questions, item, "Good") == 0) {
                backUp(protection, item);
            }
        }
        if (states(questions, "documents", "Good") < 2) {
            Files.writeString(folder.resolve("documents/letter.txt"), "Dear Adatum,\n");
            backUp(protection, "documents");
        }
        if (Files.exists(invoices()) && !Files.exists(movedInvoices())) {
            Files.move(invoices(), movedInvoices());
        }
        if (states(questions, "invoices", "Failed") == 0) {
            backUp(protection, "invoices");
        }
    }

    private static long states(Questions questions, String item, String which) {
        String key = new LocalVault(VAULT).itemId(item);
        return questions
                .askForOne(STATES, Map.of("item", key))
                .map(row -> (Long) row.get(which))
                .orElse(0L);
    }

    private static BackupOutcome backUp(Protection protection, String name) throws IOException {
        ProtectedItem item =
                protection
                        .item(name)
                        .orElseThrow(
                                () -> new IOException("the demo's configuration lacks " + name));
        try {
            return protection.start(item, Trigger.person(REQUESTER)).follow(_ -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the demo was stopped while it was made", e);
        }
    }

    /** The command that brings the folder of the invoices back. */
    List<String> howToMend() {
        return Files.exists(invoices())
                ? List.of()
                : List.of("mv " + quoted(movedInvoices()) + " " + quoted(invoices()));
    }
}
