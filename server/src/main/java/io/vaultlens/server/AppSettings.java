package io.vaultlens.server;

import io.vaultlens.server.config.Config;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * What an App is started with.
 *
 * @param data the data folder, made when missing
 * @param config the checked configuration
 * @param clock what time it is
 * @param asked what time {@code now()} says it is in questions
 * @param adminToken the administrator's token; none: the one of the data folder, made at first
 */
public record AppSettings(
        Path data, Config config, Clock clock, Clock asked, Optional<String> adminToken) {
    /** With questions that mean the server's own time. */
    public AppSettings(Path data, Config config, Clock clock, Optional<String> adminToken) {
        this(data, config, clock, clock, adminToken);
    }

    /** A server on any free port over this folder, as the tests start it. */
    public static AppSettings in(Path data) {
        Config config = Config.STANDARD;
        return new AppSettings(
                data,
                config.withListen(config.listen().onPort(0)),
                Clock.systemUTC(),
                Optional.of("test-token"));
    }

    /** The same with this configuration. */
    public AppSettings with(Config newConfig) {
        return new AppSettings(data, newConfig, clock, asked, adminToken);
    }
}
