package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * Which vaults a page looks at.
 *
 * @param label what is chosen, for example {@code All vaults · 12}
 * @param choices all vaults and each one, as links
 */
public record Scope(String label, List<Link> choices) {}
