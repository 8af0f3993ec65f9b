package io.vaultlens.server.source;

import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Sample;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.watch.SourceHealth;
import io.vaultlens.collector.watch.Watches;
import io.vaultlens.server.access.Audit;
import io.vaultlens.server.config.Expansion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** What administrators do with sources, each action with its row in the audit. For all threads. */
public final class SourceDesk {
    private static final Duration LONGEST_TEST = Duration.ofSeconds(15);

    private final Watches watches;
    private final OwnSources own;
    private final Ingest ingest;
    private final Audit audit;
    private final Expansion expansion;
    private final Set<String> ownNames = ConcurrentHashMap.newKeySet();

    /** Who does something, and from where. */
    public record Actor(String name, String address) {}

    /** Works on these sources. */
    public SourceDesk(
            Watches watches,
            OwnSources own,
            Ingest ingest,
            Audit audit,
            UnaryOperator<String> environment) {
        this.watches = watches;
        this.own = own;
        this.ingest = ingest;
        this.audit = audit;
        this.expansion = new Expansion(environment);
    }

    /** Adds the sources that were added by hand before. */
    public void open() throws IOException {
        own.read().forEach(watches::add);
        ownNames.addAll(own.names());
    }

    /** How all sources do. */
    public List<SourceHealth> health() {
        return watches.health();
    }

    /** Whether a source was added by hand. */
    public boolean isOwn(String name) {
        return ownNames.contains(name);
    }

    /** Whether a source is one that is looked at. */
    public boolean isFollowed(String name) {
        return watches.entries().stream().anyMatch(entry -> entry.name().equals(name));
    }

    /** What is wrong with a new source, by key. */
    public Map<String, String> mistakes(SourceEntry entry) {
        return entry.mistakes(expansion, health().stream().map(SourceHealth::name).toList());
    }

    /** Adds a source that has no mistake, and starts it. */
    public String add(SourceEntry entry, Actor actor) throws IOException {
        SourceValues values = entry.values(expansion);
        own.add(entry);
        ownNames.add(entry.name());
        watches.add(values);
        watches.start(entry.name());
        audit(actor, "source-add", entry.name(), values.toString());
        return "Added and started.";
    }

    /** Looks once at a source that is being added. */
    public List<String> test(SourceEntry entry, Actor actor) {
        audit(actor, "source-test", entry.name(), "");
        return told(watches.test(entry.values(expansion), LONGEST_TEST));
    }

    /** Looks once at a source. */
    public List<String> test(String name, Actor actor) {
        audit(actor, "source-test", name, "");
        return told(watches.test(entry(name), LONGEST_TEST));
    }

    private SourceValues entry(String name) {
        return watches.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no source " + name));
    }

    private static List<String> told(Sample sample) {
        List<String> lines = new ArrayList<>();
        if (sample.read() > 0) {
            lines.add("It can be read: %,d records in the first part.".formatted(sample.read()));
            sample.rows().forEach((table, rows) -> lines.add("%,d for %s".formatted(rows, table)));
        } else if (sample.failures().isEmpty()) {
            lines.add("It can be reached, and has no records now.");
        }
        sample.failures().forEach(failure -> lines.add("Could not be read: " + failure));
        sample.reasons().forEach(reason -> lines.add("Would be kept aside: " + reason));
        return lines;
    }

    /** Follows a source. */
    public String start(String name, Actor actor) {
        watches.start(name);
        audit(actor, "source-start", name, "");
        return "Started.";
    }

    /** Follows a source no more. */
    public String stop(String name, Actor actor) {
        watches.stop(name);
        audit(actor, "source-stop", name, "");
        return "Stopped.";
    }

    /** Forgets a source that was added by hand. */
    public String remove(String name, Actor actor) throws IOException {
        own.remove(name);
        watches.remove(name);
        ownNames.remove(name);
        audit(actor, "source-remove", name, "");
        return "Removed " + name + ".";
    }

    /** Reads the records kept aside again. */
    public String replay(Actor actor) {
        IngestRun run = ingest.replay();
        String told =
                "Read %,d, written %,d, there already %,d, still kept aside %,d."
                        .formatted(run.read(), run.written(), run.repeated(), run.keptAside());
        audit(actor, "replay", "DeadLetters", told);
        return told;
    }

    private void audit(Actor actor, String action, String source, String detail) {
        audit.write(action, actor.name(), source, detail, actor.address(), "done");
    }
}
