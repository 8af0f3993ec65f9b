package io.vaultlens.dashboards.page;

/**
 * One of the vaults that hurt.
 *
 * @param name the vault
 * @param region where it is
 * @param failed how many of its jobs failed
 * @param jobs how many ended
 * @param share its failures as a share of the worst vault's, 0 to 1
 * @param address its failed jobs
 */
public record VaultLine(
        String name, String region, long failed, long jobs, double share, String address) {
    /** How long its bar is, of 56. */
    public double bar() {
        return Math.max(failed > 0 ? 6 : 0, share * 56);
    }
}
