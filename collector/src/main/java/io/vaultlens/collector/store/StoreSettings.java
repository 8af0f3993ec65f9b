package io.vaultlens.collector.store;

/**
 * How much of the machine the store may use.
 *
 * @param memoryMegabytes DuckDB's memory limit
 * @param threads DuckDB's threads
 * @param spillMegabytes how much may be written to the folder {@code temp}
 * @param listener hears the moments of a write
 */
public record StoreSettings(
        int memoryMegabytes, int threads, int spillMegabytes, StoreListener listener) {
    /**
     * DuckDB's memory in a process that takes records in and asks nothing: most of the rest would
     * only keep blocks at hand that no question reads.
     */
    public static final int WRITING_MEGABYTES = 384;

    /** What fits most machines: all cores, 1.25 GiB of memory, 20 GB of temporary files. */
    public static StoreSettings standard() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return new StoreSettings(1280, threads, 20_000, StoreListener.NONE);
    }

    /** The same with another memory limit. */
    public StoreSettings withMemoryMegabytes(int megabytes) {
        return new StoreSettings(megabytes, threads, spillMegabytes, listener);
    }

    /** The same with another number of threads. */
    public StoreSettings withThreads(int number) {
        return new StoreSettings(memoryMegabytes, number, spillMegabytes, listener);
    }

    /** The same with a listener. */
    public StoreSettings withListener(StoreListener other) {
        return new StoreSettings(memoryMegabytes, threads, spillMegabytes, other);
    }
}
