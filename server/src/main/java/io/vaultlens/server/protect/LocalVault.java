package io.vaultlens.server.protect;

/**
 * The vault of items that our own engines back up: a name in the configuration, made to look like
 * any other vault.
 *
 * @param name as the configuration says it
 */
public record LocalVault(String name) {
    /** The subscription of all vaults that belong to no cloud. */
    public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

    /** The resource group of these vaults. */
    public static final String RESOURCE_GROUP = "vaultlens";

    /** The engine family in the column {@code BackupManagementType}. */
    public static final String MANAGEMENT_TYPE = "Vaultlens";

    /** What stands for the region. */
    public static final String LOCATION = "local";

    /** The id in the column {@code ResourceId}. */
    public String resourceId() {
        return "/subscriptions/"
                + SUBSCRIPTION
                + "/resourceGroups/"
                + RESOURCE_GROUP
                + "/providers/Vaultlens.Backup/vaults/"
                + name;
    }

    /** The join key of the vault. */
    public String uniqueId() {
        return LOCATION + ";" + name;
    }

    /** The join key of an item in it. */
    public String itemId(String item) {
        return uniqueId() + ";folder;" + item;
    }
}
