package io.vaultlens.collector.arm;

import io.vaultlens.collector.source.SourceException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end at once when the source is closed; one thread waits, any may close. */
final class Pauses {
    private final CountDownLatch closed = new CountDownLatch(1);

    void rest(Duration length) {
        boolean ended;
        try {
            ended = closed.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        if (ended) {
            throw new SourceException("the source was closed");
        }
    }

    void close() {
        closed.countDown();
    }
}
