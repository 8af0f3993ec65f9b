package io.vaultlens.dashboards.page;

/** Says in words what the class of an error means for a retry. */
final class ErrorClassWords {
    private ErrorClassWords() {}

    /** Short: what a retry would do. */
    static String retry(String errorClass) {
        return switch (errorClass) {
            case "transient" -> "a retry usually helps";
            case "wait" -> "a retry helps once its condition is met";
            case "service-retries" -> "the service repeats it by itself";
            case "follow-up" -> "needs a different request, not a retry";
            case "user-fix" -> "a retry alone will not help: needs a person";
            case "permanent" -> "its target is gone: no retry";
            case "not-a-backup" -> "no backup, so no retry";
            default -> "not a known code";
        };
    }

    /** The class by name and what it means. */
    static String judgement(String errorClass) {
        return errorClass.isEmpty()
                ? "not a known code"
                : "class: " + errorClass + ", " + retry(errorClass);
    }
}
