package io.vaultlens.dashboards.page;

import java.util.Map;

/** Calls the commonest regions as people do. */
final class Region {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("westeurope", "West Europe"),
                    Map.entry("northeurope", "North Europe"),
                    Map.entry("germanywestcentral", "Germany West Central"),
                    Map.entry("francecentral", "France Central"),
                    Map.entry("swedencentral", "Sweden Central"),
                    Map.entry("switzerlandnorth", "Switzerland North"),
                    Map.entry("uksouth", "UK South"),
                    Map.entry("ukwest", "UK West"),
                    Map.entry("eastus", "East US"),
                    Map.entry("eastus2", "East US 2"),
                    Map.entry("centralus", "Central US"),
                    Map.entry("westus", "West US"),
                    Map.entry("westus2", "West US 2"),
                    Map.entry("westus3", "West US 3"),
                    Map.entry("southcentralus", "South Central US"),
                    Map.entry("northcentralus", "North Central US"),
                    Map.entry("canadacentral", "Canada Central"),
                    Map.entry("brazilsouth", "Brazil South"),
                    Map.entry("southeastasia", "Southeast Asia"),
                    Map.entry("eastasia", "East Asia"),
                    Map.entry("japaneast", "Japan East"),
                    Map.entry("australiaeast", "Australia East"),
                    Map.entry("local", "This server"));

    private Region() {}

    static String named(String shortName) {
        return NAMES.getOrDefault(shortName.toLowerCase(java.util.Locale.ROOT), shortName);
    }
}
