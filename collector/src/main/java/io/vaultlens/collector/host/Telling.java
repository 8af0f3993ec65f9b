package io.vaultlens.collector.host;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.RecordFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what one scan found: what changed, and now and then all that is there; used by one thread.
 *
 * <p>The changes of a kind are one record, and what the next scan is compared with goes along with
 * it into the same transaction.
 */
final class Telling {
    private static final int INVENTORY_PART = 1_000;
    private static final long LEAST_MILLIS = 1_000;

    private final Machine machine;
    private final Instant now;
    private final Duration inventoryEvery;
    private final Position last;
    private final RecordFeed feed;

    /** Tells into a feed; the position says when the last scan was. */
    Telling(Machine machine, Instant now, Duration inventoryEvery, Position last, RecordFeed feed) {
        this.machine = machine;
        this.now = now;
        this.inventoryEvery = inventoryEvery;
        this.last = last;
        this.feed = feed;
    }

    /** Tells of one kind; the position keeps what was found before. */
    void tell(ThingKind kind, Found found, Position before) {
        Optional<List<Thing>> known = Snapshot.fromText(before.etag());
        if (known.isEmpty() && found.things().isEmpty() && found.hides("")) {
            return;
        }
        Difference difference = Difference.between(kind, known.orElse(found.things()), found);
        boolean due = sinceMillis(before.offset()).compareTo(inventoryEvery) >= 0;
        if (due) {
            inventory(kind, difference.state(), before);
        }
        boolean changed = !difference.changes().isEmpty();
        if (changed) {
            Duration age = sinceMillis(last.offset());
            feed.add(records().changes(kind, difference.changes(), age).toJson(), before);
        }
        if (due || changed) {
            long told = due ? now.toEpochMilli() : before.offset();
            feed.position(before.at(told, Snapshot.toText(difference.state())));
        }
    }

    /** Told a part at a time: told again after a kill, it is only another look at the same. */
    private void inventory(ThingKind kind, List<Thing> things, Position place) {
        for (int from = 0; from < things.size(); from += INVENTORY_PART) {
            int to = Math.min(things.size(), from + INVENTORY_PART);
            feed.add(records().inventory(kind, things.subList(from, to)).toJson(), place);
        }
    }

    /** Tells that the machine lives and when it was scanned, once a second at most. */
    void end() {
        if (now.toEpochMilli() - last.offset() < LEAST_MILLIS) {
            return;
        }
        feed.add(records().heartbeat().toJson(), last);
        feed.position(last.at(now.toEpochMilli(), "scanned"));
    }

    private HostRecords records() {
        return new HostRecords(machine, now);
    }

    private Duration sinceMillis(long before) {
        return Duration.ofMillis(Math.max(0, now.toEpochMilli() - before));
    }
}
