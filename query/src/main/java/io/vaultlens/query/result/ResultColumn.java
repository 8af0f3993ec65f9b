package io.vaultlens.query.result;

import io.vaultlens.collector.catalog.ColumnType;

/**
 * One column of a result, as the bound plan names and types it.
 *
 * @param name the name that KQL gives it; names may differ in letter case alone
 * @param type its KQL type
 */
public record ResultColumn(String name, ColumnType type) {}
