package io.vaultlens.collector.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.RecordFeed;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.token.BearerToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Azure Resource Manager: vaults of both kinds with all inside of them, and virtual machines. */
public final class ArmSource implements Source {
    /** What its entry under {@code sources:} says. */
    public static final SourceKind KIND =
            new SourceKind(
                    "arm",
                    "Vaults, jobs, items, policies and machines, asked of Azure Resource Manager.",
                    settings(),
                    ArmSource::new);

    private static List<SourceSetting> settings() {
        List<SourceSetting> all =
                new ArrayList<>(
                        List.of(
                                SourceSetting.required(
                                        "subscriptions", Type.NAMES, "The subscriptions to read."),
                                SourceSetting.required("tenant", Type.TEXT, "The tenant's GUID.")));
        all.addAll(BearerToken.SETTINGS);
        all.addAll(
                List.of(
                        SourceSetting.optional(
                                "jobs",
                                Type.TEXT,
                                "undiagnosed",
                                "Which jobs are taken: `undiagnosed`, those of vaults whose"
                                        + " diagnostics send no jobs; `all`; or `none`."),
                        SourceSetting.number(
                                "backDays", 30, 1, 180, "How many days of jobs come first."),
                        SourceSetting.number(
                                "lookSeconds", 900, 1, 86_400, "The rest between two looks."),
                        SourceSetting.number(
                                "answerSeconds", 100, 1, 600, "How long an answer may take."),
                        SourceSetting.optional(
                                "endpoint",
                                Type.URL,
                                "https://management.azure.com",
                                "Where Azure Resource Manager is.")));
        return all;
    }

    private static final String VAULTS_VERSION = "2023-04-01";
    private static final String INSIDE_VERSION = "2023-06-01";
    private static final String PROTECTION_VERSION = "2023-11-01";
    private static final String MACHINES_VERSION = "2024-03-01";
    private static final String SETTINGS_VERSION = "2021-05-01-preview";
    private static final List<String> CONTAINERS =
            List.of("AzureIaasVM", "AzureStorage", "AzureWorkload", "MAB", "DPM");

    private final SourceValues values;
    private final SourceContext context;
    private final ArmClient client;

    ArmSource(SourceValues values, SourceContext context) {
        this.values = values;
        this.context = context;
        this.client = new ArmClient(values, context);
    }

    @Override
    public String name() {
        return values.name();
    }

    @Override
    public String where() {
        return values.text("endpoint");
    }

    @Override
    public Duration rest(Duration standard) {
        return Duration.ofSeconds(values.number("lookSeconds"));
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        RecordFeed feed = new RecordFeed(context.buffers(), sink);
        Look look = new Look(positions, feed);
        try {
            values.names("subscriptions").forEach(look::subscription);
        } catch (SourceException e) {
            // What was listed so far is good.
            feed.flush();
            throw e;
        }
        feed.finish();
        return look.failures;
    }

    /** One pass. */
    private final class Look {
        private final Positions positions;
        private final RecordFeed feed;
        private final ArmLists lists;
        private final List<String> failures = new ArrayList<>();

        Look(Positions positions, RecordFeed feed) {
            this.positions = positions;
            this.feed = feed;
            this.lists = new ArmLists(client, feed);
        }

        private Position position(String path) {
            return positions.of("arm:" + values.text("endpoint") + path);
        }

        private void subscription(String subscription) {
            String start = "/subscriptions/" + subscription + "/providers/";
            List<ArmVault> vaults = new ArrayList<>();
            vaults(start + "Microsoft.RecoveryServices/vaults", VAULTS_VERSION, vaults);
            vaults(start + ArmVault.BACKUP_VAULTS, PROTECTION_VERSION, vaults);
            list(start + "Microsoft.Compute/virtualMachines", MACHINES_VERSION, "", "");
            vaults.forEach(this::inside);
        }

        private void vaults(String path, String version, List<ArmVault> vaults) {
            attempt(() ->
                    lists.resources(
                            client.address(path, version, ""),
                            position(path),
                            values.text("tenant"),
                            "",
                            entry -> vaults.add(ArmVault.of(entry, values.text("tenant")))));
        }

        private void inside(ArmVault vault) {
            if (vault.isClassic()) {
                list(vault.id() + "/backupPolicies", INSIDE_VERSION, "", vault.location());
                list(vault.id() + "/backupProtectedItems", INSIDE_VERSION, "", vault.location());
                for (String type : CONTAINERS) {
                    String filter = "backupManagementType eq '" + type + "'";
                    String path = vault.id() + "/backupProtectionContainers";
                    list(path, INSIDE_VERSION, filter, vault.location());
                }
            } else {
                list(vault.id() + "/backupPolicies", PROTECTION_VERSION, "", vault.location());
                list(vault.id() + "/backupInstances", PROTECTION_VERSION, "", vault.location());
            }
            attempt(() -> jobs(vault));
        }

        private void list(String path, String version, String filter, String location) {
            String place = filter.isEmpty() ? path : path + "?" + filter;
            attempt(() ->
                    lists.resources(
                            client.address(path, version, filter),
                            position(place),
                            values.text("tenant"),
                            location,
                            entry -> {}));
        }

        private void jobs(ArmVault vault) throws ArmException {
            String which = values.text("jobs");
            if (which.equals("none") || !which.equals("all") && sendsJobs(vault)) {
                return;
            }
            String version = vault.isClassic() ? INSIDE_VERSION : PROTECTION_VERSION;
            Position before = position(vault.id() + "/backupJobs");
            JobWindow window =
                    new JobWindow(before, context.clock().instant(), values.number("backDays"));
            String pages =
                    lists.read(
                            client.address(
                                    vault.id() + "/backupJobs",
                                    version,
                                    vault.isClassic() ? window.filter() : ""),
                            before,
                            window.pages(),
                            job -> window.see(new ArmJob(vault, job)),
                            job -> new ArmJob(vault, job).record().map(it -> it.toJson()));
            String after = window.toText(pages);
            if (!after.equals(before.etag())) {
                feed.position(before.at(before.offset() + 1, after));
            }
        }

        /** Whether its diagnostics send jobs, so that there is one who tells of them. */
        private boolean sendsJobs(ArmVault vault) {
            String path = vault.id() + "/providers/microsoft.insights/diagnosticSettings";
            try {
                ArmClient.Page page = client.page(client.address(path, SETTINGS_VERSION, ""));
                for (JsonNode setting : page.entries()) {
                    for (JsonNode log : setting.path("properties").path("logs")) {
                        if (log.path("enabled").asBoolean() && isAboutJobs(log)) {
                            return true;
                        }
                    }
                }
            } catch (ArmException e) {
                // Who may not see the settings takes the jobs that he may see.
                return false;
            }
            return false;
        }

        private static boolean isAboutJobs(JsonNode log) {
            String category = log.path("category").asText();
            return category.equals("AddonAzureBackupJobs")
                    || category.equals("AzureBackupReport")
                    || log.path("categoryGroup").asText().equals("allLogs");
        }

        /** A list that cannot be read is told; the others are read all the same. */
        private void attempt(Attempt attempt) {
            try {
                attempt.run();
            } catch (ArmException e) {
                failures.add(e.getMessage());
            }
        }
    }

    /** Reads something that the application may have no right to. */
    @FunctionalInterface
    private interface Attempt {
        void run() throws ArmException;
    }
}
