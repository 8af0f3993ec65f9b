package io.vaultlens.server.engine.embedded;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A new file whose bytes are on the disk once it is closed. */
final class SyncedFile extends FileOutputStream {
    private boolean closed;

    SyncedFile(Path path) throws IOException {
        super(path.toFile());
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            getFD().sync();
        } finally {
            super.close();
        }
    }
}
