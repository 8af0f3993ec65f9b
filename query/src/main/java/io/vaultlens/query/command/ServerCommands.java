package io.vaultlens.query.command;

import io.vaultlens.query.result.FixedRows;
import java.util.Arrays;
import java.util.List;

/** What commands tell of the server. */
final class ServerCommands {
    private ServerCommands() {}

    /** Which version this is. */
    static FixedRows version() {
        String version = Commands.class.getPackage().getImplementationVersion();
        String shown = version == null ? "0" : version;
        return Cells.table(
                List.of(
                        "BuildVersion",
                        "BuildTime:datetime",
                        "ServiceType",
                        "ProductVersion",
                        "ServiceOffering"),
                List.of(
                        Arrays.asList(
                                shown,
                                null,
                                "Engine",
                                "Vaultlens " + shown,
                                "{\"Type\":\"Vaultlens\"}")));
    }

    /** Whether all is well, as tools ask before they connect. */
    static FixedRows diagnostics() {
        return Cells.table(
                List.of("IsHealthy:bool", "IsScaleOutRequired:bool", "MachinesTotal:long"),
                List.of(List.of(true, false, 1L)));
    }
}
