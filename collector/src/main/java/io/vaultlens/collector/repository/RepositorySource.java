package io.vaultlens.collector.repository;

import io.vaultlens.collector.program.ProgramException;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.RecordFeed;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.vault.DiagnosticRecord;
import io.vaultlens.collector.vault.LocalVault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A repository of backups: its items, recovery points, jobs and the room it takes.
 *
 * <p>Each pass lists the backups; what else there is to ask is asked only where the list changed. A
 * job's id and time come from the repository, so that a job told twice is one row.
 */
final class RepositorySource implements Source {
    private static final Duration TELL_AGAIN = Duration.ofHours(24);
    private static final int RECORDS_AT_ONCE = 500;

    private final SourceValues values;
    private final SourceContext context;
    private final RepositoryReader reader;
    private final RepositoryRecords records;
    private final RunLogs logs;
    private final String place;

    RepositorySource(SourceValues values, SourceContext context, RepositoryReader reader) {
        this.values = values;
        this.context = context;
        this.reader = reader;
        String kind = values.kind().name();
        this.records =
                new RepositoryRecords(
                        new LocalVault(values.name(), kind), values.text("repository"));
        this.place = kind + ":" + values.name() + ":" + values.text("repository");
        this.logs = new RunLogs(values.optional("log"), place, records, reader);
    }

    @Override
    public String name() {
        return values.name();
    }

    @Override
    public String where() {
        return values.text("repository");
    }

    @Override
    public Duration rest(Duration standard) {
        return Duration.ofSeconds(values.number("lookSeconds"));
    }

    @Override
    public void close() {
        reader.close();
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        List<String> failures = new ArrayList<>();
        RecordFeed feed = new RecordFeed(context.buffers(), sink);
        Instant now = context.clock().instant();
        try {
            List<Copy> copies = reader.copies();
            Set<String> told = logs.tell(copies, positions, feed, failures);
            copies(copies, told, positions.of(place), now, feed);
            check(positions.of(place + "/check"), feed);
        } catch (ProgramException e) {
            feed.flush();
            throw new SourceException(where() + ": " + e.getMessage(), e);
        }
        feed.finish();
        return failures;
    }

    private void copies(
            List<Copy> copies, Set<String> told, Position before, Instant now, RecordFeed feed)
            throws ProgramException {
        KnownCopies known = KnownCopies.fromText(before.etag());
        KnownCopies found = KnownCopies.of(copies);
        boolean due = now.toEpochMilli() - before.offset() >= TELL_AGAIN.toMillis();
        if (!due && found.isSameAs(known)) {
            return;
        }
        List<Copy> fresh =
                reader.withSizes(copies.stream().filter(copy -> !known.has(copy)).toList());
        List<DiagnosticRecord> all = new ArrayList<>();
        records.vault(reader.storedBytes(), now).forEach(all::add);
        items(copies, fresh, now, all);
        fresh.stream()
                .filter(copy -> !copy.ownJob() && !told.contains(copy.id()))
                .forEach(copy -> all.add(records.job(copy, "", "")));
        feed(all, before, feed);
        feed.position(before.at(now.toEpochMilli(), found.toText()));
    }

    /** Each item as it stands; how large it is only where it has a new backup. */
    private void items(List<Copy> copies, List<Copy> fresh, Instant now, List<DiagnosticRecord> all)
            throws ProgramException {
        Map<String, List<Copy>> items = new TreeMap<>();
        Map<String, Copy> latest = new TreeMap<>();
        // The fresh ones first: they know their host.
        fresh.forEach(
                copy -> items.computeIfAbsent(copy.item(), item -> new ArrayList<>()).add(copy));
        copies.forEach(
                copy -> items.computeIfAbsent(copy.item(), item -> new ArrayList<>()).add(copy));
        fresh.forEach(copy ->
                latest.merge(
                        copy.item(),
                        copy,
                        (one, other) -> one.startedAt().isAfter(other.startedAt()) ? one : other));
        for (Map.Entry<String, List<Copy>> item : items.entrySet()) {
            Copy newest = latest.get(item.getKey());
            OptionalLong bytes = newest == null ? OptionalLong.empty() : reader.sourceBytes(newest);
            records.item(item.getValue(), bytes, now).forEach(all::add);
        }
    }

    private void check(Position before, RecordFeed feed) throws ProgramException {
        long hours = values.number("checkHours");
        Instant startedAt = context.clock().instant();
        long since = startedAt.toEpochMilli() - before.offset();
        if (hours == 0 || since < Duration.ofHours(hours).toMillis()) {
            return;
        }
        Optional<String> wrong = reader.check(Duration.ofHours(hours));
        String identity = place + "/check/" + startedAt.toEpochMilli();
        UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        Instant endedAt = context.clock().instant();
        DiagnosticRecord record = records.check(id.toString(), startedAt, endedAt, wrong);
        feed(List.of(record), before, feed);
        feed.position(before.at(startedAt.toEpochMilli(), wrong.isEmpty() ? "good" : "bad"));
    }

    /** Hands records over, many as one JSON value. */
    static void feed(List<DiagnosticRecord> all, Position place, RecordFeed feed) {
        for (int from = 0; from < all.size(); from += RECORDS_AT_ONCE) {
            int to = Math.min(all.size(), from + RECORDS_AT_ONCE);
            List<String> part =
                    all.subList(from, to).stream().map(DiagnosticRecord::toJson).toList();
            String json = "{\"records\":[" + String.join(",", part) + "]}";
            feed.add(json.getBytes(StandardCharsets.UTF_8), place);
        }
    }
}
