package io.vaultlens.server.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes what changed on the estate's machines as a workspace exports it: one file a day, a change
 * on each line.
 */
final class EstateChanges {
    private static final List<String> SERVICES =
            List.of("wuauserv", "BITS", "Spooler", "TrustedInstaller", "VSS");

    private final Random random;
    private final Instant now;
    private final Instant firstDay;
    private final FilterUpdate update;
    private final Map<Instant, StringBuilder> days = new TreeMap<>();

    EstateChanges(long seed, Instant now, Instant firstDay, FilterUpdate update) {
        this.random = new Random(seed);
        this.now = now;
        this.firstDay = firstDay;
        this.update = update;
    }

    /** The changes of a machine, if the item is about one. */
    void of(EstateItem item) {
        boolean machine = item.kind() == Kind.VM || item.kind() == Kind.AGENT;
        if (!machine || item.name().equals("System State")) {
            return;
        }
        for (int day = 0; day < DemoEstate.DAYS; day++) {
            Instant time = firstDay.plus(Duration.ofMinutes(day * 1440L + random.nextInt(1440)));
            if (day % 7 == 3) {
                software(item, time, "Contoso Browser", "120." + (day - 7), "120." + day);
            }
            if (random.nextInt(6) == 0) {
                service(item, time, SERVICES.get(random.nextInt(SERVICES.size())));
            }
        }
        update.installed(item)
                .ifPresent(at -> {
                    software(item, at, FilterUpdate.NAME, FilterUpdate.OLD, FilterUpdate.NEW);
                    Instant back = update.takenBack(at);
                    software(item, back, FilterUpdate.NAME, FilterUpdate.NEW, FilterUpdate.OLD);
                });
    }

    private void software(EstateItem item, Instant time, String name, String old, String now) {
        add(
                change(item, time, "Software")
                        .put("SoftwareName", name)
                        .put("SoftwareType", "Application")
                        .put("Previous", old)
                        .put("Current", now),
                time);
    }

    private void service(EstateItem item, Instant time, String name) {
        boolean started = random.nextBoolean();
        add(
                change(item, time, "WindowsServices")
                        .put("SvcName", name)
                        .put("SvcChangeType", "State")
                        .put("SvcState", started ? "Running" : "Stopped")
                        .put("SvcPreviousState", started ? "Stopped" : "Running"),
                time);
    }

    private static ObjectNode change(EstateItem item, Instant time, String kind) {
        EstateVault vault = item.vault();
        ObjectNode change =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("Type", "ConfigurationChange")
                        .put("TimeGenerated", time.toString())
                        .put("TenantId", vault.tenant().id())
                        .put(
                                "Computer",
                                item.container() + "." + vault.tenant().name() + ".example")
                        .put("ConfigChangeType", kind)
                        .put("ChangeCategory", "Modified");
        if (item.kind() == Kind.VM) {
            String id = "/subscriptions/%s/resourcegroups/rg-%s/providers/%s/%s";
            change.put(
                    "_ResourceId",
                    id.formatted(
                            vault.subscription(),
                            vault.region(),
                            "microsoft.compute/virtualmachines",
                            item.container()));
        }
        return change;
    }

    private void add(ObjectNode change, Instant time) {
        if (time.isBefore(now)) {
            Instant day =
                    time.atZone(ZoneOffset.UTC)
                            .toLocalDate()
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            days.computeIfAbsent(day, _ -> new StringBuilder()).append(change).append('\n');
        }
    }

    /** Writes all days below the archive. */
    void flush(Path folder) throws IOException {
        String workspace =
                "/subscriptions/"
                        + new Tenant("contoso").subscription()
                        + "/resourcegroups/rg-logs/providers/microsoft.operationalinsights/workspaces/logs";
        String name =
                "am-configurationchange/WorkspaceResourceId=%s/y=%04d/m=%02d/d=%02d/h=00/m=00/PT05M.json";
        for (var day : days.entrySet()) {
            ZonedDateTime at = day.getKey().atZone(ZoneOffset.UTC);
            Path file =
                    folder.resolve(
                            name.formatted(
                                    workspace,
                                    at.getYear(),
                                    at.getMonthValue(),
                                    at.getDayOfMonth()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, day.getValue(), StandardCharsets.UTF_8);
        }
    }
}
