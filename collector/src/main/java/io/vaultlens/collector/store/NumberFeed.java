package io.vaultlens.collector.store;

import java.util.Collection;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;

/** Numbers for a statement, in the one column {@value #COLUMN}. */
final class NumberFeed implements Feed {
    /** The column's name. */
    static final String COLUMN = "number";

    private final long[] numbers;
    private int next;

    NumberFeed(Collection<Long> numbers) {
        this.numbers = numbers.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public void bind(DuckDBTableFunctionBindInfo info) {
        info.addResultColumn(COLUMN, DuckDBColumnType.BIGINT);
        info.setCardinality(numbers.length, false);
    }

    @Override
    public long size() {
        return numbers.length;
    }

    @Override
    public synchronized void rewind() {
        next = 0;
    }

    @Override
    public int fill(DuckDBDataChunkWriter writer) {
        int first;
        int count;
        synchronized (this) {
            first = next;
            count = (int) Math.min(writer.capacity(), numbers.length - first);
            next += count;
        }
        if (count > 0) {
            DuckDBWritableVector vector = writer.vector(0);
            for (int i = 0; i < count; i++) {
                vector.setLong(i, numbers[first + i]);
            }
        }
        return count;
    }
}
