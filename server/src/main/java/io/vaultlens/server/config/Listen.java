package io.vaultlens.server.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * Where the server answers.
 *
 * @param host the address it is bound to
 * @param port the port of plain HTTP; 0 takes any free one
 * @param tlsPort the port of HTTPS; 0 takes any free one, none leaves TLS off
 * @param names host names that a request may carry besides those of the loopback
 */
public record Listen(String host, int port, OptionalInt tlsPort, List<String> names) {
    /** The loopback on port 8080. */
    public static final Listen STANDARD =
            new Listen("127.0.0.1", 8080, OptionalInt.empty(), List.of());

    public Listen {
        names = List.copyOf(names);
    }

    /** The same on this port. */
    public Listen onPort(int newPort) {
        return new Listen(host, newPort, tlsPort, names);
    }

    /** The same with HTTPS on this port. */
    public Listen withTls(int newTlsPort) {
        return new Listen(host, port, OptionalInt.of(newTlsPort), names);
    }
}
