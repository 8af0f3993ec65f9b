package io.vaultlens.server.demo;

import java.util.Locale;

/**
 * A protected item of the estate.
 *
 * @param vault where its backups lie
 * @param name what people call it
 * @param container the machine, server or account it is part of
 * @param megabytes its size at first
 * @param growth how much of its size it gains each day
 * @param minute when its daily backup starts, in minutes of the day, UTC
 * @param backupsEachDay how many there are: one, or more for shares and logs
 */
record EstateItem(
        EstateVault vault,
        String name,
        String container,
        double megabytes,
        double growth,
        int minute,
        int backupsEachDay) {
    Kind kind() {
        return vault.kind();
    }

    /** The join key of its container. */
    String containerId() {
        return vault.uniqueId() + ";" + containerName();
    }

    /** The container's name within the vault. */
    String containerName() {
        return switch (kind()) {
            case VM -> "iaasvmcontainerv2;rg-" + vault.region() + ";" + container;
            case SQL -> "compute;rg-" + vault.region() + ";" + container;
            case FILES -> "storage;rg-" + vault.region() + ";" + container;
            case AGENT -> container + "." + vault.tenant().name() + ".example";
            case FOLDER -> "server";
        };
    }

    /** The item's name within its container. */
    String itemName() {
        return switch (kind()) {
            case VM -> containerName();
            case SQL -> "mssqlserver;" + name;
            case FILES, FOLDER -> name;
            case AGENT -> name.toLowerCase(Locale.ROOT);
        };
    }

    /** The join key of the item. */
    String uniqueId() {
        return switch (kind()) {
            case VM -> containerId();
            case SQL -> containerId() + ";sqldatabase;mssqlserver;" + name;
            case FILES -> containerId() + ";azurefileshare;" + name;
            case AGENT -> containerId() + ";filefolder;" + itemName();
            case FOLDER -> vault.uniqueId() + ";folder;" + name;
        };
    }

    double megabytesAfter(long days) {
        return megabytes * Math.pow(1 + growth, days);
    }
}
