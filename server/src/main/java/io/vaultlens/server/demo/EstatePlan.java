package io.vaultlens.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which vaults and items the estate has: three companies, thirteen vaults, 426 items.
 *
 * <p>The same seed gives the same plan.
 */
final class EstatePlan {
    private static final List<String> ROLES =
            List.of("app-fe", "app-be", "web", "api", "erp", "crm", "mail", "build", "jump", "bi");
    private static final List<String> DATABASES =
            List.of("orders", "billing", "payroll", "inventory", "crm", "reporting");
    private static final List<String> SHARES =
            List.of("hr", "finance", "projects", "scans", "legal", "marketing", "drawings");
    private static final List<String> BRANCHES =
            List.of("aarhus", "bergen", "cork", "ghent", "graz", "lyon", "porto", "turin", "vigo");

    private final Random random;
    private final List<EstateItem> items = new ArrayList<>();

    private EstatePlan(long seed) {
        random = new Random(seed);
    }

    /** All items of the estate, those of one vault together. */
    static List<EstateItem> of(long seed) {
        EstatePlan plan = new EstatePlan(seed);
        plan.contoso(new Tenant("contoso"));
        plan.fabrikam(new Tenant("fabrikam"));
        plan.northwind(new Tenant("northwind"));
        return List.copyOf(plan.items);
    }

    private void contoso(Tenant tenant) {
        machines(vault(tenant, "vault-weu-prod", "westeurope", Kind.VM, 90, 150), 72);
        databases(vault(tenant, "vault-weu-sql", "westeurope", Kind.SQL, 60, 90), 8);
        shares(vault(tenant, "vault-neu-files", "northeurope", Kind.FILES, 30, 120), 30);
        machines(vault(tenant, "vault-neu-dr", "northeurope", Kind.VM, 1320, 110), 30);
        folders(vault(tenant, "vault-branches", "local", Kind.FOLDER, 1140, 240));
    }

    private void fabrikam(Tenant tenant) {
        machines(vault(tenant, "vault-eus-prod", "eastus", Kind.VM, 300, 180), 60);
        databases(vault(tenant, "vault-eus-sql", "eastus", Kind.SQL, 330, 60), 5);
        servers(vault(tenant, "vault-wus-agents", "westus2", Kind.AGENT, 480, 150), "wus", 13);
        shares(vault(tenant, "vault-eus-files", "eastus", Kind.FILES, 360, 90), 18);
    }

    private void northwind(Tenant tenant) {
        machines(vault(tenant, "vault-uks-prod", "uksouth", Kind.VM, 1350, 85), 42);
        databases(vault(tenant, "vault-uks-sql", "uksouth", Kind.SQL, 45, 60), 4);
        servers(
                vault(tenant, "vault-gwc-agents", "germanywestcentral", Kind.AGENT, 1200, 120),
                "gwc",
                7);
        shares(vault(tenant, "vault-uks-files", "uksouth", Kind.FILES, 75, 60), 14);
    }

    private static EstateVault vault(
            Tenant tenant, String name, String region, Kind kind, int firstMinute, int window) {
        return new EstateVault(tenant, name, region, kind, firstMinute, window);
    }

    private void machines(EstateVault vault, int count) {
        for (int i = 0; i < count; i++) {
            String name = name(ROLES.get(i % ROLES.size()), 1 + i / ROLES.size());
            add(vault, name, name, 1);
        }
    }

    private void databases(EstateVault vault, int machines) {
        for (int machine = 1; machine <= machines; machine++) {
            for (String database : DATABASES) {
                add(vault, database, name("sql-prod", machine), 5);
            }
        }
    }

    private void shares(EstateVault vault, int count) {
        for (int i = 0; i < count; i++) {
            int account = 1 + i / SHARES.size();
            String container = "st" + vault.tenant().name() + "files" + account;
            add(vault, SHARES.get(i % SHARES.size()), container, i % 3 == 0 ? 6 : 1);
        }
    }

    private void servers(EstateVault vault, String site, int count) {
        for (int server = 1; server <= count; server++) {
            String container = name("srv-" + site + "-fs", server);
            add(vault, "D:\\", container, 1);
            add(vault, "System State", container, 1);
        }
    }

    private void folders(EstateVault vault) {
        for (String branch : BRANCHES) {
            add(vault, branch + "-documents", "server", 1);
            add(vault, branch + "-till", "server", 1);
        }
    }

    private static String name(String prefix, int number) {
        return prefix + (number < 10 ? "-0" : "-") + number;
    }

    private void add(EstateVault vault, String name, String container, int backupsEachDay) {
        double size = vault.kind().usualMegabytes * Math.exp(random.nextGaussian() * 0.7);
        double growth = 0.0004 + random.nextDouble() * 0.0016;
        int minute = (vault.firstMinute() + random.nextInt(vault.windowMinutes())) % 1440;
        items.add(new EstateItem(vault, name, container, size, growth, minute, backupsEachDay));
    }
}
