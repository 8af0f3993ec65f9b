package io.vaultlens.collector.vault;

/**
 * The vault of items that no cloud backs up: a name in the configuration, made to look like any
 * other vault.
 *
 * @param name as the configuration says it
 * @param managementType who makes its backups, as the column {@code BackupManagementType} says it
 */
public record LocalVault(String name, String managementType) {
    /** The subscription of all vaults that belong to no cloud. */
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

    /** The resource group of these vaults. */
    public static final String RESOURCE_GROUP = "vaultlens";

    /** The engine family in the column {@code BackupManagementType} of our own engines. */
    public static final String MANAGEMENT_TYPE = "Vaultlens";

    /** What stands for the region. */
    public static final String LOCATION = "local";

    /** The vault that our own engines back up to. */
    public LocalVault(String name) {
        this(name, MANAGEMENT_TYPE);
    }

    private boolean isOurs() {
        return managementType.equals(MANAGEMENT_TYPE);
    }

    /** The id in the column {@code ResourceId}. */
    public String resourceId() {
        return "/subscriptions/"
                + SUBSCRIPTION
                + "/resourceGroups/"
                + RESOURCE_GROUP
                + "/providers/"
                + managementType
                + ".Backup/vaults/"
                + name;
    }

    /** The join key of the vault. */
    public String uniqueId() {
        return LOCATION + ";" + (isOurs() ? name : managementType + "/" + name);
    }

    /** The join key of an item in it. */
    public String itemId(String item) {
        return uniqueId() + ";folder;" + item;
    }
}
