package io.vaultlens.collector.source;

/**
 * How much of what there is to read has been read.
 *
 * @param doneFiles files read to their end
 * @param totalFiles files to read; 0 where a source cannot say
 * @param doneBytes bytes read, as they lie at the source
 * @param totalBytes bytes to read; 0 where a source cannot say
 */
public record Extent(long doneFiles, long totalFiles, long doneBytes, long totalBytes) {
    /** Nothing to read is known. */
    public static final Extent NONE = new Extent(0, 0, 0, 0);

    /** The same with one file more read. */
    public Extent fileDone(long bytes) {
        return new Extent(doneFiles + 1, totalFiles, doneBytes + bytes, totalBytes);
    }
}
