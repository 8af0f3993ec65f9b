package io.vaultlens.server.config;

import io.vaultlens.collector.source.SourceValues;
import java.util.List;

/**
 * What an administrator may set: the whole of {@code vaultlens.yaml}, every value checked.
 *
 * @param listen where the server answers
 * @param sources where records come from while it serves
 * @param protect what our own engines back up
 * @param limits how much anything may cost
 * @param pushers programs that may push records and nothing else
 * @param maintenance how long rows are kept and when the store is looked after
 */
public record Config(
        Listen listen,
        List<SourceValues> sources,
        List<ProtectedItem> protect,
        Limits limits,
        List<Pusher> pushers,
        Maintenance maintenance) {
    /** What holds without a file. */
    public static final Config STANDARD =
            new Config(Listen.STANDARD, List.of(), List.of(), Limits.STANDARD);

    /** With no pushers and the standard maintenance: every row is kept. */
    public Config(
            Listen listen, List<SourceValues> sources, List<ProtectedItem> protect, Limits limits) {
        this(listen, sources, protect, limits, List.of(), Maintenance.STANDARD);
    }

    public Config {
        sources = List.copyOf(sources);
        protect = List.copyOf(protect);
        pushers = List.copyOf(pushers);
    }

    /** The same, answering elsewhere. */
    public Config withListen(Listen other) {
        return new Config(other, sources, protect, limits, pushers, maintenance);
    }

    /** The same with these pushers. */
    public Config withPushers(List<Pusher> others) {
        return new Config(listen, sources, protect, limits, others, maintenance);
    }
}
