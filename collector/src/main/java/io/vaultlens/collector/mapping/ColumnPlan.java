package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Making;
import java.util.Optional;

/**
 * How one column is filled: from the first of some fields that is there and not empty.
 *
 * @param index where the column stands in the table's layout
 * @param name the column's name
 * @param type its type
 * @param fields the numbers of the fields, the preferred one first
 * @param making what is made of the field's value; empty where it is taken as it is
 */
record ColumnPlan(int index, String name, ColumnType type, int[] fields, Optional<Making> making) {}
