package io.vaultlens.server.command;

import io.vaultlens.server.AppSettings;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.Listen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of the commands that serve. */
final class ServerOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to answer on; 0 takes any free one (standard: 8080).")
    private Integer port;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            description = "The port to answer on by HTTPS; 0 takes any free one (standard: none).")
    private Integer tlsPort;

    @Option(
            names = "--now",
            paramLabel = "MOMENT",
            description =
                    "What now() means in questions, as in 2025-03-09T10:00:00Z, to look at data of"
                            + " another time (standard: the present).")
    private Instant now;

    /** The settings of a server over this folder. */
    AppSettings settings(Path data, Optional<Path> configFile) throws IOException {
        Config config = ConfigFile.of(data, configFile);
        Listen listen = config.listen();
        if (port != null) {
            listen = listen.onPort(port);
        }
        if (tlsPort != null) {
            listen = listen.withTls(tlsPort);
        }
        return new AppSettings(
                data,
                config.withListen(listen),
                Clock.systemUTC(),
                now == null ? Clock.systemUTC() : Clock.fixed(now, ZoneOffset.UTC),
                Optional.ofNullable(System.getenv("VAULTLENS_ADMIN_TOKEN"))
                        .map(String::strip)
                        .filter(token -> !token.isEmpty()));
    }
}
