package io.vaultlens.query.changes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** What may change on a machine: its kind, its name and what it becomes. */
record Change(String kind, String name, String became) {
    /** The columns that the change fills in its table. */
    Map<String, Object> columns(Random random) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Type", kind.equals("Update") ? "Update" : "ConfigurationChange");
        if (kind.equals("Update")) {
            row.put("Title", name);
            row.put("UpdateID", "id-" + name.hashCode());
            row.put("UpdateState", "Installed");
            return row;
        }
        row.put("ConfigChangeType", kind);
        row.put("ChangeCategory", "Modified");
        String shown = random.nextInt(5) == 0 ? name.toUpperCase() : name;
        switch (kind) {
            case "Software" -> {
                row.put("SoftwareName", shown);
                row.put("Current", became);
                row.put("Previous", "0." + random.nextInt(9));
            }
            case "WindowsServices" -> service(row, shown, random);
            case "Daemons" -> {
                row.put("SvcName", shown);
                row.put("SvcState", became);
                row.put("SvcPreviousState", became.equals("Running") ? "Stopped" : "Running");
            }
            case "Files" -> {
                row.put("FileSystemPath", shown);
                row.put("FileContentChecksum", became);
                row.put("PreviousFileContentChecksum", "old" + random.nextInt());
                row.put("FieldsChanged", "FileContentChecksum,DateModified");
            }
            default -> {
                row.put("RegistryKey", "HKEY_LOCAL_MACHINE\\Software\\" + shown);
                row.put("ValueName", "Level");
                row.put("ValueData", became);
            }
        }
        return row;
    }

    private void service(Map<String, Object> row, String shown, Random random) {
        row.put("SvcName", shown);
        boolean disabled = became.equals("Disabled");
        row.put("SvcStartupType", disabled ? "Disabled" : "Auto");
        row.put("SvcPreviousStartupType", "Auto");
        boolean running = became.equals("Running");
        row.put("SvcState", running || disabled && random.nextBoolean() ? "Running" : "Stopped");
        row.put("SvcPreviousState", running ? "Stopped" : "Running");
    }

    /** What the function calls it. */
    String shown() {
        return kind.equals("Registry") ? "HKEY_LOCAL_MACHINE\\Software\\" + name + "\\Level" : name;
    }
}
