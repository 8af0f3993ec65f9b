package io.vaultlens.collector.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the bytes of a record again in the file that it stood in. */
public final class KeptBytes {
    private KeptBytes() {}

    /** So many bytes from an offset of the unpacked content; empty where the file has them not. */
    public static Optional<byte[]> read(Path path, long offset, int length, long unpackedBytes) {
        try (OpenFile file = new DiskFile(path, unpackedBytes);
                InputStream content = file.contentFrom(offset)) {
            if (file.packed()) {
                content.skipNBytes(offset);
            }
            byte[] bytes = content.readNBytes(length);
            return bytes.length == length ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            // The file is gone or another now; the caller tells that the record is out of reach.
            return Optional.empty();
        }
    }
}
