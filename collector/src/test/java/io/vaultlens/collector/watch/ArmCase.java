package io.vaultlens.collector.watch;

import io.vaultlens.collector.arm.ArmSource;
import io.vaultlens.collector.arm.AzureServer;
import io.vaultlens.collector.source.SourceValues;
import java.util.List;
import java.util.Map;

/** A subscription with a vault in which jobs run. */
final class ArmCase implements SourceCase {
    private static final int PAGE = 20;

    private final AzureServer azure = new AzureServer(PAGE);

    @Override
    public SourceValues values() {
        return SourceValues.of(
                "case",
                ArmSource.KIND,
                Map.of(
                        "subscriptions", AzureServer.SUBSCRIPTION,
                        "tenant", "677cfcf5-77e0-5430-ada8-517205915f05",
                        "clientId", "client",
                        "secret", "secret",
                        "endpoint", azure.address(),
                        "authority", azure.address(),
                        "lookSeconds", "1"));
    }

    @Override
    public void deliver(List<String> ids) {
        String vaults =
                "/subscriptions/"
                        + AzureServer.SUBSCRIPTION
                        + "/providers/Microsoft.RecoveryServices/vaults";
        if (azure.size(vaults) == 0) {
            azure.add(vaults, AzureServer.vault());
        }
        for (String id : ids) {
            azure.add(
                    AzureServer.VAULT + "/backupJobs",
                    AzureServer.job(
                            id, "Completed", "2026-02-28T01:00:00Z", "2026-02-28T01:44:00Z"));
        }
    }

    @Override
    public boolean deliverBad() {
        return false;
    }

    @Override
    public void goAway() {
        azure.away(true);
    }

    @Override
    public void comeBack() {
        azure.away(false);
    }

    @Override
    public void close() {
        azure.close();
    }
}
