package io.vaultlens.query.kql.ast;

import io.vaultlens.collector.catalog.ColumnType;

/** A column declared in a query: {@code name: type}. */
public record SchemaColumn(Name name, ColumnType type) {}
