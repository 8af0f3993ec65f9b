package io.vaultlens.server.load;

/** So many queries wait already that another one is refused at once. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy(int running, int waiting) {
        super(
                "the server is busy: "
                        + running
                        + " queries run and "
                        + waiting
                        + " wait (limits.queries, limits.queriesWaiting); try again shortly");
    }
}
