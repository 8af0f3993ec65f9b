package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.ColumnType;

/**
 * How one column is filled: from the first of some fields that is there and not empty.
 *
 * @param index where the column stands in the table's layout
 * @param name the column's name
 * @param type its type
 * @param fields the numbers of the fields, the preferred one first
 * @param form what is made of the field's value
 */
record ColumnPlan(int index, String name, ColumnType type, int[] fields, Form form) {
    /** What is made of a field's value. */
    enum Form {
        VALUE,
        LOWER,
        SUBSCRIPTION
    }
}
