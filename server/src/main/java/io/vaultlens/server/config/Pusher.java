package io.vaultlens.server.config;

/**
 * A program that may push records and nothing else.
 *
 * @param name what people call it; its runs and dead letters show it
 * @param token what it sends as its bearer token
 */
public record Pusher(String name, String token) {
    /** A shorter token could be guessed. */
    static final int SHORTEST_TOKEN = 16;

    /** The token is told to nobody. */
    @Override
    public String toString() {
        return "Pusher[name=" + name + "]";
    }
}
