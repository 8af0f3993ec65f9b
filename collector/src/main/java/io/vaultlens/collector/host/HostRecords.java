package io.vaultlens.collector.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes what a scan found as rows of a workspace's data export. */
final class HostRecords {
    private static final ObjectMapper JSON = new JsonMapper();

    /** Columns of the inventory that a change has not, or has under another name. */
    private static final Set<String> INVENTORY_ONLY =
            Set.of("Architecture", "CurrentVersion", "SvcDescription");

    private final Machine machine;
    private final Instant time;
    private final ArrayNode records = JSON.createArrayNode();

    HostRecords(Machine machine, Instant time) {
        this.machine = machine;
        this.time = time;
    }

    /** A row for each thing that is there. */
    HostRecords inventory(ThingKind kind, List<Thing> things) {
        for (Thing thing : things) {
            ObjectNode row = row("ConfigurationData");
            row.put("ConfigDataType", kind.word());
            row.put("Name", name(kind, thing));
            thing.values().forEach(row::put);
        }
        return this;
    }

    /** A row for each change since a scan that lies so far back. */
    HostRecords changes(ThingKind kind, List<Change> changes, Duration sinceLastScan) {
        for (Change change : changes) {
            ObjectNode row = row("ConfigurationChange");
            row.put("ConfigChangeType", kind.word());
            row.put("ChangeCategory", change.category());
            row.put("Name", name(kind, change.thing()));
            row.put("FieldsChanged", String.join(",", change.fields()));
            row.put("LastSnapshotAge", sinceLastScan.toSeconds());
            change.thing()
                    .values()
                    .forEach((column, value) -> {
                        if (!INVENTORY_ONLY.contains(column)) {
                            row.put(column, value);
                        }
                    });
            versions(kind, change, row);
            before(kind, change, row);
        }
        return this;
    }

    private static void versions(ThingKind kind, Change change, ObjectNode row) {
        if (kind == ThingKind.SOFTWARE) {
            row.put("Current", change.after().map(it -> it.value("CurrentVersion")).orElse(""));
        } else if (kind == ThingKind.DAEMONS && !change.fields().isEmpty()) {
            row.put("SvcChangeType", change.fields().getFirst().substring("Svc".length()));
        }
    }

    private static void before(ThingKind kind, Change change, ObjectNode row) {
        for (Map.Entry<String, String> column : kind.compared().entrySet()) {
            String value = change.before().map(it -> it.value(column.getKey())).orElse("");
            if (!value.isEmpty()) {
                row.put(column.getValue(), value);
            }
        }
    }

    /** A path ends with the name of its file. */
    private static String name(ThingKind kind, Thing thing) {
        String name = thing.value(kind.nameColumn());
        return kind == ThingKind.FILES ? name.substring(name.lastIndexOf('/') + 1) : name;
    }

    /** The machine's sign of life. */
    HostRecords heartbeat() {
        ObjectNode row = row("Heartbeat");
        row.put("Category", "Vaultlens");
        row.put("ComputerEnvironment", machine.resourceId().isEmpty() ? "Non-Azure" : "Azure");
        row.put("OSType", "Linux");
        row.put("OSName", machine.system().getOrDefault("NAME", "Linux"));
        row.put("OSMajorVersion", machine.versionPart(0));
        row.put("OSMinorVersion", machine.versionPart(1));
        row.put("Solutions", "changeTracking");
        row.put("SCAgentChannel", "Direct");
        return this;
    }

    private ObjectNode row(String table) {
        ObjectNode row = records.addObject();
        row.put("Type", table);
        row.put("TimeGenerated", time.toString());
        row.put("Computer", machine.computer());
        row.put("SourceComputerId", machine.sourceComputerId());
        row.put("VMUUID", machine.firmwareId());
        row.put("SourceSystem", "Vaultlens");
        if (!machine.resourceId().isEmpty()) {
            row.put("_ResourceId", machine.resourceId().toLowerCase(Locale.ROOT));
        }
        return row;
    }

    /** All rows as one JSON value, so that one transaction has all of them or none. */
    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode().set("records", records));
        } catch (IOException e) {
            throw new UncheckedIOException("the rows of a scan could not be written", e);
        }
    }
}
