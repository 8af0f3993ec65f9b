package io.vaultlens.dashboards.page;

/** Calls a kind of change as people do. */
final class ChangeKind {
    private ChangeKind() {}

    static String named(String kind) {
        return switch (kind) {
            case "WindowsServices" -> "Service";
            case "Daemons" -> "Daemon";
            case "Files" -> "File";
            case "Registry" -> "Registry value";
            default -> kind;
        };
    }
}
