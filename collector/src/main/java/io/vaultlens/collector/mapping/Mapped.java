package io.vaultlens.collector.mapping;

import io.vaultlens.collector.store.Chunk;
import java.util.List;

/**
 * What became of some records: rows, table by table, and those that no table takes.
 *
 * @param chunks the rows in the order of the records
 * @param rejected records to keep aside
 * @param read how many records there were
 */
public record Mapped(List<Chunk> chunks, List<Rejected> rejected, long read) {}
