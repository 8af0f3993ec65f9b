package io.vaultlens.collector.host;

import java.util.LinkedHashMap;
import java.util.Map;

/** The kinds of things that a scan looks at, as the tables name them. */
enum ThingKind {
    /** Installed packages. */
    SOFTWARE("Software", "SoftwareName"),
    /** Services that the machine can run. */
    DAEMONS("Daemons", "SvcName"),
    /** Files under the watched paths. */
    FILES("Files", "FileSystemPath");

    private final String word;
    private final String nameColumn;

    ThingKind(String word, String nameColumn) {
        this.word = word;
        this.nameColumn = nameColumn;
    }

    /** What {@code ConfigDataType} and {@code ConfigChangeType} call it. */
    String word() {
        return word;
    }

    /** The column with the thing's name. */
    String nameColumn() {
        return nameColumn;
    }

    /**
     * The columns whose difference is a change, each with the column of a change that keeps the
     * value before it.
     */
    Map<String, String> compared() {
        Map<String, String> columns = new LinkedHashMap<>();
        switch (this) {
            case SOFTWARE -> columns.put("CurrentVersion", "Previous");
            case DAEMONS -> {
                columns.put("SvcState", "SvcPreviousState");
                columns.put("SvcStartupType", "SvcPreviousStartupType");
                columns.put("SvcPath", "SvcPreviousPath");
                columns.put("SvcAccount", "SvcPreviousAccount");
            }
            case FILES -> {
                columns.put("FileContentChecksum", "PreviousFileContentChecksum");
                columns.put("DateModified", "PreviousDateModified");
                columns.put("Size", "PreviousSize");
                columns.put("Acls", "PreviousAcls");
                columns.put("Attributes", "PreviousAttributes");
            }
        }
        return columns;
    }
}
