package io.vaultlens.collector.push;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all pushes that are not committed yet; any thread may use it. */
final class Waiting {
    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    Waiting(long most) {
        this.most = most;
    }

    /** What one push has taken; given back as a whole. */
    final class Share implements AutoCloseable {
        private long taken;

        /** Takes so many more; refused when all together have too many. */
        void take(int more) throws PushRefused {
            taken += more;
            if (bytes.addAndGet(more) > most) {
                throw new PushRefused(
                        PushRefused.Reason.BUSY,
                        "more than %d megabytes of pushes wait to be written (limits.pushesMegabytes);"
                                        .formatted(most >> 20)
                                + " send this again in a moment");
            }
        }

        @Override
        public void close() {
            bytes.addAndGet(-taken);
            taken = 0;
        }
    }

    Share share() {
        return new Share();
    }
}
