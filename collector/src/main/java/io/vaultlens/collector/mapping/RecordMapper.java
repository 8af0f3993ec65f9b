package io.vaultlens.collector.mapping;

import io.vaultlens.collector.store.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes rows of records: finds the table by the category, fills its columns, keeps unknown fields.
 *
 * <p>Used by one thread. Between two calls of {@link #finish} it gathers.
 */
public final class RecordMapper {
    private static final byte[] CATEGORY = Words.folded("category");
    private static final byte[] TYPE = Words.folded("type");
    private static final byte[] RECORDS = Words.folded("records");
    private static final byte[] TIME = Words.folded("time");

    private final Plans plans;
    private final Tokens tokens = new Tokens();
    private final QuickScanner quick = new QuickScanner(tokens);
    private final StrictScanner strict;
    private final RowFiller filler = new RowFiller(tokens);
    private final boolean quickly;

    private Map<TablePlan, Chunk> chunks = new LinkedHashMap<>();
    private final Map<TablePlan, Chunk> lastChunks = new HashMap<>();
    private List<Rejected> rejected = new ArrayList<>();
    private long read;
    private byte[] lastCategory = new byte[0];
    private Optional<TablePlan> lastPlan = Optional.empty();

    /** A mapper; a text longer than the record limit cannot occur. */
    public RecordMapper(Plans plans, int recordBytes) {
        this(plans, recordBytes, true);
    }

    /** A mapper that may be told to leave every record to the strict scanner. */
    RecordMapper(Plans plans, int recordBytes, boolean quickly) {
        this.plans = plans;
        this.strict = new StrictScanner(tokens, recordBytes);
        this.quickly = quickly;
    }

    /** Gives what was gathered and begins anew. */
    public Mapped finish() {
        List<Chunk> filled = chunks.values().stream().filter(c -> c.rows() > 0).toList();
        filled.forEach(Chunk::trim);
        Mapped mapped = new Mapped(filled, takeRejected(), read);
        chunks = new LinkedHashMap<>();
        read = 0;
        return mapped;
    }

    /** Gives the records rejected since the last call. */
    public List<Rejected> takeRejected() {
        List<Rejected> taken = rejected;
        rejected = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    /** Rejects a record without reading it. */
    public void reject(byte[] record, long file, long position, long line, String reason) {
        read++;
        rejected.add(new Rejected(file, position, line, record, reason, ""));
    }

    /** Takes the record in these bytes; an object with {@code records} stands for each of them. */
    public void add(byte[] data, int from, int to, Place place) {
        Optional<String> problem = scan(data, from, to);
        if (problem.isPresent()) {
            reject(data, from, to, place, problem.get(), "");
            return;
        }
        int envelope = envelope();
        if (envelope < 0) {
            map(data, from, to, place);
            return;
        }
        int at = tokens.rawFrom[envelope] + 1;
        int end = tokens.rawTo[envelope] - 1;
        Elements elements = new Elements(data, at, end);
        while (elements.next()) {
            element(data, elements.from(), elements.to(), place);
        }
    }

    private void element(byte[] data, int from, int to, Place place) {
        Optional<String> problem = scan(data, from, to);
        if (problem.isPresent()) {
            reject(data, from, to, place, problem.get(), "");
        } else {
            map(data, from, to, place);
        }
    }

    private Optional<String> scan(byte[] data, int from, int to) {
        return quickly && quick.scan(data, from, to)
                ? Optional.empty()
                : strict.scan(data, from, to);
    }

    /** The field with the records of an envelope; a record with a field of that name is none. */
    private int envelope() {
        int found = -1;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.scope[i] != Tokens.TOP) {
                continue;
            }
            if (tokens.keyIs(i, RECORDS) && tokens.kind[i] == Tokens.Kind.ARRAY) {
                found = i;
            } else if (tokens.keyIs(i, TIME) || tokens.keyIs(i, CATEGORY)) {
                return -1;
            }
        }
        return found;
    }

    private void map(byte[] data, int from, int to, Place place) {
        read++;
        int named = category();
        if (named < 0) {
            problem(data, from, to, place, "no category", "");
            return;
        }
        Optional<TablePlan> plan = plan(named);
        if (plan.isEmpty()) {
            String category = filler.decoded(named);
            problem(data, from, to, place, "unknown category '" + cut(category) + "'", category);
            return;
        }
        Chunk chunk = chunks.computeIfAbsent(plan.get(), this::begin);
        Optional<String> wrong = filler.fill(plan.get(), chunk, named);
        if (wrong.isPresent()) {
            chunk.undo();
            problem(data, from, to, place, wrong.get(), filler.decoded(named));
            return;
        }
        chunk.keep(place.file(), from + place.shift());
    }

    /** A chunk is about as large as the one before it. */
    private Chunk begin(TablePlan plan) {
        Chunk last = lastChunks.get(plan);
        Chunk next = last == null ? new Chunk(plan.layout()) : last.another();
        lastChunks.put(plan, next);
        return next;
    }

    private Optional<TablePlan> plan(int token) {
        byte[] data = tokens.textBytes(token);
        int from = tokens.textFrom[token];
        int to = tokens.textTo[token];
        if (!Arrays.equals(lastCategory, 0, lastCategory.length, data, from, to)) {
            lastCategory = Arrays.copyOfRange(data, from, to);
            lastPlan = plans.find(new String(lastCategory, StandardCharsets.UTF_8));
        }
        return lastPlan;
    }

    /** The field that names the category; {@code type} is its other name. */
    private int category() {
        int found = -1;
        for (int i = 0; i < tokens.count; i++) {
            boolean text =
                    tokens.scope[i] == Tokens.TOP
                            && tokens.kind[i] == Tokens.Kind.TEXT
                            && !tokens.isEmpty(i);
            if (text && tokens.keyIs(i, CATEGORY)) {
                return i;
            }
            if (text && tokens.keyIs(i, TYPE)) {
                found = i;
            }
        }
        return found;
    }

    private void reject(
            byte[] data, int from, int to, Place place, String reason, String category) {
        read++;
        problem(data, from, to, place, reason, category);
    }

    private void problem(
            byte[] data, int from, int to, Place place, String reason, String category) {
        byte[] record = Arrays.copyOfRange(data, from, to);
        long position = from + place.shift();
        rejected.add(new Rejected(place.file(), position, place.line(), record, reason, category));
    }

    /** A value as messages show it. */
    static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + " …";
    }
}
