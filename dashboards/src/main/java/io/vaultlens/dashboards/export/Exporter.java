package io.vaultlens.dashboards.export;

import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.OutputStream;

/** Writes all rows of a result to a stream, in one file format. */
public interface Exporter {
    /**
     * Reads the rows to their end and writes them; closes neither the rows nor the stream.
     *
     * @return how many rows were written
     */
    long write(Rows rows, OutputStream out) throws IOException;
}
