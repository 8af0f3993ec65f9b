package io.vaultlens.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/**
 * Writes what changes on the machines of {@link Telemetry}, as a workspace exports it: each machine
 * sees a change each day, a tool in one of many versions or a service that starts or stops.
 */
final class ChangeLog {
    /** Where it lies below the archive. */
    static final String FOLDER = "am-configurationchange";

    private static final int SECONDS_A_DAY = 86_400;
    private static final String WORKSPACE =
            "/subscriptions/00000000-0000-4000-8000-000000000000/resourcegroups/rg-logs/providers"
                    + "/microsoft.operationalinsights/workspaces/logs";

    private ChangeLog() {}

    /** Writes all days from the begin to the end, the same for the same seed. */
    static void write(Path folder, long seed, Instant end) throws IOException {
        Random random = new Random(seed);
        for (Instant day = Telemetry.BEGIN; day.isBefore(end); day = day.plus(1, ChronoUnit.DAYS)) {
            StringBuilder changes = new StringBuilder(1 << 20);
            for (int vault = 0; vault < Telemetry.VAULTS; vault++) {
                for (int item = 0; item < Telemetry.ITEMS; item++) {
                    append(
                            changes,
                            day.plusSeconds(random.nextInt(SECONDS_A_DAY)),
                            vault,
                            item,
                            random);
                }
            }
            ZonedDateTime at = day.atZone(ZoneOffset.UTC);
            String name =
                    "%s/WorkspaceResourceId=%s/y=%04d/m=%02d/d=%02d/h=00/m=00/PT05M.json"
                            .formatted(
                                    FOLDER,
                                    WORKSPACE,
                                    at.getYear(),
                                    at.getMonthValue(),
                                    at.getDayOfMonth());
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, changes, StandardCharsets.US_ASCII);
        }
    }

    private static void append(
            StringBuilder changes, Instant time, int vault, int item, Random random) {
        String change = random.nextBoolean() ? software(random) : service(random);
        changes.append("{\"Type\":\"ConfigurationChange\",\"TimeGenerated\":\"")
                .append(time)
                .append("\",\"Computer\":\"VM-")
                .append(item)
                .append(".contoso.example\",\"ChangeCategory\":\"Modified\",\"_ResourceId\":\"")
                .append(machine(vault, item))
                .append("\",")
                .append(change)
                .append("}\n");
    }

    private static String software(Random random) {
        String text = "\"ConfigChangeType\":\"Software\",\"SoftwareName\":\"tool-%d\",";
        return (text + "\"Current\":\"%d.0\"").formatted(random.nextInt(40), random.nextInt(25));
    }

    private static String service(Random random) {
        String text = "\"ConfigChangeType\":\"WindowsServices\",\"SvcName\":\"service-%d\",";
        String state = random.nextBoolean() ? "Running" : "Stopped";
        return (text + "\"SvcState\":\"%s\"").formatted(random.nextInt(60), state);
    }

    private static String machine(int vault, int item) {
        String id = "/subscriptions/%08d-0000-4000-8000-000000000000/resourcegroups/rg-apps";
        return (id + "/providers/microsoft.compute/virtualmachines/vm-%d").formatted(vault, item);
    }
}
