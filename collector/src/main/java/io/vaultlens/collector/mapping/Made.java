package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Making;
import java.util.stream.Stream;

/** What was made of a record's texts for columns that do not take them as they are. */
final class Made {
    private final Tokens tokens;
    private final Values values;
    private final Makings makings = new Makings();

    /** For each making what was made last. */
    private final Memo[] last =
            Stream.of(Making.values()).map(_ -> new Memo()).toArray(Memo[]::new);

    Made(Tokens tokens, Values values) {
        this.tokens = tokens;
        this.values = values;
    }

    /** What is made of the token's text; empty where it has no such part. */
    byte[] of(Making making, int token) {
        return last[making.ordinal()].of(
                tokens, token, () -> makings.of(making, values.decoded(token)));
    }
}
