package io.vaultlens.dashboards.export;

import io.vaultlens.query.result.Rows;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a result as Csv. */
public final class CsvWriter implements Exporter {
    @Override
    public long write(Rows rows, OutputStream out) throws IOException {
        throw new IOException("not written yet");
    }
}
