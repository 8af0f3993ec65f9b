package io.vaultlens.collector.blob;

import com.azure.core.exception.HttpResponseException;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.ConsistentReadControl;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import io.vaultlens.collector.source.OpenFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A blob being read, up to the size it was listed with; used by one thread at a time.
 *
 * <p>It is read on from a little before the place where it ended last time: the request that brings
 * the new bytes also shows whether those before are still the same.
 */
final class BlobFile extends OpenFile {
    /** How much one request brings. */
    private static final int REQUEST_BYTES = 4 << 20;

    private final BlobClient client;
    private final FoundBlob found;

    /** The bytes that the last request brought; what was read before is remembered from them. */
    private byte[] window = new byte[0];

    private long windowFrom;

    BlobFile(BlobClient client, FoundBlob found, long unpackedBytes) {
        super(unpackedBytes);
        this.client = client;
        this.found = found;
    }

    /** Makes the first request; then a place from which it is read on needs no other. */
    BlobFile ahead(long goesOnAt) throws IOException {
        if (goesOnAt <= found.size()) {
            fetch(Math.max(0, goesOnAt - PRINT_BYTES), 0);
        }
        return this;
    }

    @Override
    public String name() {
        return client.getBlobUrl();
    }

    @Override
    public long size() {
        return found.size();
    }

    @Override
    protected long modified() {
        return found.version();
    }

    @Override
    protected boolean packed() throws IOException {
        if (found.size() < 2) {
            return false;
        }
        if (windowFrom > 0 || window.length < 2) {
            fetch(0, 0);
        }
        return isPacked(window[0], window[1]);
    }

    @Override
    protected boolean isDamage(IOException failure) {
        return !(failure instanceof OutOfReach);
    }

    /** The service does not give the bytes. */
    private static final class OutOfReach extends IOException {
        private static final long serialVersionUID = 1L;

        OutOfReach(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The bytes before the offset. */
    @Override
    protected String print(long offset) throws IOException {
        int length = (int) Math.min(PRINT_BYTES, offset);
        if (offset - length < windowFrom || offset > windowFrom + window.length) {
            fetch(offset - length, 0);
        }
        CRC32C sum = new CRC32C();
        sum.update(window, (int) (offset - length - windowFrom), length);
        return Long.toHexString(sum.getValue());
    }

    @Override
    protected InputStream bytesFrom(long offset) {
        return new Bytes(offset);
    }

    /** Asks for the bytes from a place on, and keeps some of those before it. */
    private void fetch(long from, int keep) throws IOException {
        byte[] kept = Arrays.copyOfRange(window, window.length - keep, window.length);
        int wanted = (int) Math.min(REQUEST_BYTES, found.size() - from);
        byte[] bytes = Arrays.copyOf(kept, keep + wanted);
        int count = 0;
        try (InputStream stream = open(from, wanted)) {
            count = stream.readNBytes(bytes, keep, wanted);
        } catch (IOException | RuntimeException e) {
            // The client wraps what the network does in all kinds of exceptions.
            throw new OutOfReach(BlobAccount.reason(e), e);
        }
        if (count < wanted) {
            throw new OutOfReach("it is shorter than it was", new EOFException());
        }
        window = bytes;
        windowFrom = from - keep;
    }

    private InputStream open(long from, int wanted) {
        if (wanted == 0) {
            return InputStream.nullInputStream();
        }
        BlobInputStreamOptions options =
                new BlobInputStreamOptions()
                        .setRange(new BlobRange(from, (long) wanted))
                        .setBlockSize(REQUEST_BYTES)
                        .setConsistentReadControl(ConsistentReadControl.NONE);
        if (!found.appends()) {
            // Of an append blob, bytes stay as they are while it grows; others are written anew.
            options.setRequestConditions(new BlobRequestConditions().setIfMatch(found.etag()));
        }
        return client.openInputStream(options);
    }

    /** Whether a failure says that the blob is gone or another since it was listed. */
    static boolean isStale(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof HttpResponseException)) {
            cause = cause.getCause();
        }
        return cause instanceof HttpResponseException http
                && (http.getResponse().getStatusCode() == 404
                        || http.getResponse().getStatusCode() == 412
                        || http.getResponse().getStatusCode() == 416);
    }

    private final class Bytes extends PlaceStream {
        Bytes(long place) {
            super(place);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (place >= found.size() || length == 0) {
                return length == 0 ? 0 : -1;
            }
            if (place < windowFrom || place >= windowFrom + window.length) {
                boolean goesOn = place == windowFrom + window.length;
                // What lies before the next lines is in one of two requests; both are at hand.
                fetch(place, goesOn ? Math.min(window.length, REQUEST_BYTES / 2) : 0);
            }
            int at = (int) (place - windowFrom);
            int count = Math.min(length, window.length - at);
            System.arraycopy(window, at, target, from, count);
            place += count;
            return count;
        }
    }

    @Override
    public void close() {
        window = new byte[0];
        windowFrom = 0;
    }
}
