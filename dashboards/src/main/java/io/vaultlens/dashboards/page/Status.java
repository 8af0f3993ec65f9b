package io.vaultlens.dashboards.page;

/**
 * How a job stands, as colour, icon and word.
 *
 * @param kind the colour and icon
 * @param word what to call it
 */
public record Status(Kind kind, String word) {
    /** The five colours of states; the name in lower case is the style class and the icon. */
    public enum Kind {
        SUCCEEDED,
        WARNING,
        FAILED,
        RUNNING,
        UNKNOWN;

        /** The style class and the name of the icon. */
        public String style() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The status that a job record's JobStatus means. */
    public static Status ofJob(String jobStatus) {
        return switch (jobStatus) {
            case "Completed" -> new Status(Kind.SUCCEEDED, "Succeeded");
            case "CompletedWithWarnings" -> new Status(Kind.WARNING, "Warning");
            case "Failed" -> new Status(Kind.FAILED, "Failed");
            case "InProgress" -> new Status(Kind.RUNNING, "Running");
            case "" -> new Status(Kind.UNKNOWN, "Unknown");
            default -> new Status(Kind.UNKNOWN, jobStatus);
        };
    }

    /** Whether nothing more will happen to the job. */
    public boolean ended() {
        return kind != Kind.RUNNING;
    }
}
