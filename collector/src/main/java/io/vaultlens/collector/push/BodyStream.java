package io.vaultlens.collector.push;

import io.vaultlens.collector.push.PushRefused.Reason;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a body, unpacked and counted against the limits; used by one thread. */
final class BodyStream {
    private static final int PART = 1 << 16;

    private final PushLimits limits;
    private final boolean packed;
    private final Waiting.Share share;
    private final Counted sent;
    private final MessageDigest digest;
    private final long sentLength;
    private final long ends;
    private InputStream content = InputStream.nullInputStream();
    private boolean opened;
    private long count;

    BodyStream(Push push, PushLimits limits, Waiting.Share share) {
        this.limits = limits;
        this.packed = push.packed();
        this.share = share;
        this.sent = new Counted(push.body());
        this.digest = sha256();
        this.sentLength = push.length();
        this.ends = System.nanoTime() + limits.longest().toNanos();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Counts what was sent. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /** Reads once; the number of bytes, or -1 at the end. */
    int read(byte[] target, int from, int length) throws IOException, PushRefused {
        if (!opened && sentLength > limits.sentBytes()) {
            throw tooLong();
        }
        int read = part(target, from, length);
        if (read > 0) {
            count += read;
            digest.update(target, from, read);
            share.take(read);
        }
        check();
        return read;
    }

    private int part(byte[] target, int from, int length) throws IOException, PushRefused {
        try {
            if (!opened) {
                content = packed ? new GZIPInputStream(sent, PART) : sent;
                opened = true;
            }
            return content.read(target, from, length);
        } catch (ZipException e) {
            throw new PushRefused(
                    Reason.NO_JSON,
                    "Content-Encoding says gzip, and the body is none: " + e.getMessage());
        } catch (EOFException e) {
            if (packed) {
                throw new PushRefused(
                        Reason.NO_JSON, "the compressed body ends before it is whole");
            }
            throw e;
        }
    }

    private void check() throws PushRefused {
        if (sent.count > limits.sentBytes()) {
            throw tooLong();
        }
        if (count > limits.bodyBytes()) {
            throw new PushRefused(
                    Reason.TOO_LARGE,
                    "the body unpacks to more than %d megabytes (limits.pushMegabytes); send it in parts"
                            .formatted(limits.bodyBytes() >> 20));
        }
        Duration late = Duration.ofNanos(System.nanoTime() - ends);
        if (late.isPositive()) {
            throw new PushRefused(
                    Reason.TOO_SLOW,
                    "the body took longer than %d seconds to come (limits.pushSeconds)"
                            .formatted(limits.longest().toSeconds()));
        }
    }

    private PushRefused tooLong() {
        return new PushRefused(
                Reason.TOO_LARGE,
                "the body is longer than %d megabytes (limits.bodyMegabytes); send it in parts"
                        .formatted(limits.sentBytes() >> 20));
    }

    /** The checksum of all that was read. */
    byte[] sha256OfAll() {
        return digest.digest();
    }
}
