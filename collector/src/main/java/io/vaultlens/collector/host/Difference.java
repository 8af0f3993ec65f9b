package io.vaultlens.collector.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares what was there with what is there. */
final class Difference {
    private final ThingKind kind;
    private final List<Change> changes = new ArrayList<>();
    private final List<Thing> state = new ArrayList<>();

    private Difference(ThingKind kind) {
        this.kind = kind;
    }

    /** The difference between the things of the last scan and those of this one. */
    static Difference between(ThingKind kind, List<Thing> before, Found now) {
        Difference difference = new Difference(kind);
        Map<String, List<Thing>> old = byKey(before);
        Map<String, List<Thing>> found = byKey(now.things());
        Map<String, List<Thing>> all = new TreeMap<>(old);
        all.putAll(found);
        for (String key : all.keySet()) {
            List<Thing> was = old.getOrDefault(key, List.of());
            List<Thing> is = found.getOrDefault(key, List.of());
            if (is.isEmpty() && now.hides(key)) {
                difference.state.addAll(was);
            } else {
                difference.compare(was, is);
                difference.state.addAll(is);
            }
        }
        return difference;
    }

    private static Map<String, List<Thing>> byKey(List<Thing> things) {
        Map<String, List<Thing>> byKey = new TreeMap<>();
        things.forEach(
                thing -> byKey.computeIfAbsent(thing.key(), key -> new ArrayList<>()).add(thing));
        return byKey;
    }

    /**
     * Compares the things of one key. Of a package that may be there in several versions those that
     * stayed are set aside first; what is left stands for each other in order.
     */
    private void compare(List<Thing> was, List<Thing> is) {
        Deque<Thing> gone = new ArrayDeque<>();
        List<Thing> come = new ArrayList<>(is);
        for (Thing thing : was) {
            Optional<Thing> same =
                    come.stream().filter(other -> fields(thing, other).isEmpty()).findFirst();
            same.ifPresentOrElse(come::remove, () -> gone.add(thing));
        }
        for (Thing thing : come) {
            Optional<Thing> before = Optional.ofNullable(gone.poll());
            List<String> fields = before.map(old -> fields(old, thing)).orElse(List.of());
            changes.add(new Change(before, Optional.of(thing), fields));
        }
        gone.forEach(
                thing -> changes.add(new Change(Optional.of(thing), Optional.empty(), List.of())));
    }

    private List<String> fields(Thing before, Thing after) {
        return kind.compared().keySet().stream()
                .filter(column -> !before.value(column).equals(after.value(column)))
                .toList();
    }

    /** What changed, in the order of the keys. */
    List<Change> changes() {
        return changes;
    }

    /** What the next scan is compared with. */
    List<Thing> state() {
        return state;
    }
}
