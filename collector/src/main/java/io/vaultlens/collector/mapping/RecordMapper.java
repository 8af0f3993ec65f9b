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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes rows of records: finds the table by the category, fills its columns, keeps unknown fields.
 *
 * <p>Used by one thread. Between two calls of {@link #finish} it gathers.
 */
public final class RecordMapper {
    private static final byte[] CATEGORY = Words.folded("category");
    private static final byte[] RECORDS = Words.folded("records");
    private static final byte[] DATA = Words.folded("data");
    private static final byte[] TIME = Words.folded("time");
    private static final byte[] TIME_GENERATED = Words.folded("TimeGenerated");
    private static final int NONE = Naming.NONE;
    private static final Pattern EXPORT_FOLDER =
            Pattern.compile("(?:^|[/\\\\])am-([A-Za-z0-9_]+)[/\\\\]");

    private final Plans plans;
    private final Tokens tokens = new Tokens();
    private final QuickScanner quick = new QuickScanner(tokens);
    private final StrictScanner strict;
    private final RowFiller filler = new RowFiller(tokens);
    private final boolean quickly;
    private final Naming naming = new Naming();

    private Optional<TablePlan> folderPlan = Optional.empty();
    private Optional<Default> given = Optional.empty();
    private long unreadable;
    private Map<TablePlan, Chunk> chunks = new LinkedHashMap<>();
    private final Map<TablePlan, Chunk> lastChunks = new HashMap<>();
    private List<Rejected> rejected = new ArrayList<>();
    private long read;

    /** Of the records until the next {@link #finish}; 0 before the first. */
    private long latestTicks;

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
        filler.forgetRows();
        read = 0;
        latestTicks = 0;
        return mapped;
    }

    /** Gives the records rejected since the last call. */
    public List<Rejected> takeRejected() {
        List<Rejected> taken = rejected;
        rejected = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    /** How many records since the last call were no JSON object at all. */
    public long takeUnreadable() {
        long taken = unreadable;
        unreadable = 0;
        return taken;
    }

    /** Rejects a record without reading it. */
    public void reject(byte[] record, long file, long position, long line, String reason) {
        read++;
        rejected.add(new Rejected(file, position, line, record, reason, ""));
    }

    /**
     * What follows stands in this file: the folder of a data export names the table of rows that do
     * not.
     */
    public void readFrom(String path) {
        Matcher folder = EXPORT_FOLDER.matcher(path);
        folderPlan = folder.find() ? plans.named(folder.group(1)) : Optional.empty();
    }

    /**
     * What follows was sent for this category or table: records that name none belong to it. An
     * empty name ends that.
     */
    public void readFor(String category) {
        given = plans.find(category).map(plan -> new Default(plan, plan.spelled(category)));
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
        int found = NONE;
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.scope[i] != Tokens.TOP) {
                continue;
            }
            boolean records = tokens.keyIs(i, RECORDS) || tokens.keyIs(i, DATA);
            if (records && tokens.kind[i] == Tokens.Kind.ARRAY) {
                found = i;
            } else if (tokens.keyIs(i, TIME)
                    || tokens.keyIs(i, CATEGORY)
                    || tokens.keyIs(i, TIME_GENERATED)) {
                return NONE;
            }
        }
        return found;
    }

    private void map(byte[] data, int from, int to, Place place) {
        read++;
        naming.look(tokens);
        Optional<TablePlan> plan = plan();
        int named = naming.token();
        if (plan.isEmpty()) {
            String category = named == NONE ? "" : filler.decoded(named);
            String reason =
                    named == NONE
                            ? "no category"
                            : "unknown %s '%s'".formatted(naming.word(), cut(category));
            problem(data, from, to, place, reason, category);
            return;
        }
        if (naming.kind() == Naming.Kind.RESOURCE) {
            tokens.foldProperties();
        }
        Chunk chunk = chunks.computeIfAbsent(plan.get(), this::begin);
        Optional<String> wrong =
                filler.fill(plan.get(), chunk, named).or(() -> tooFarAhead(plan.get(), chunk));
        if (named == NONE && wrong.isEmpty()) {
            given.ifPresent(table -> table.name(chunk));
        }
        if (wrong.isPresent()) {
            chunk.undo();
            String category = named == NONE ? "" : filler.decoded(named);
            problem(data, from, to, place, wrong.get(), category);
            return;
        }
        chunk.keep(place.file(), from + place.shift());
    }

    private Optional<String> tooFarAhead(TablePlan plan, Chunk chunk) {
        if (plan.time().isEmpty()) {
            return Optional.empty();
        }
        if (latestTicks == 0) {
            latestTicks = plans.horizon().latestTicks();
        }
        long ticks = chunk.number(plan.time().get().index()).get(chunk.row());
        return ticks > latestTicks ? Optional.of(plans.horizon().reason(ticks)) : Optional.empty();
    }

    private Optional<TablePlan> plan() {
        if (naming.kind() == Naming.Kind.RESOURCE) {
            return plans.resources();
        }
        if (given.isPresent() && (naming.token() == NONE || naming.isRowWithoutTable())) {
            return given.map(Default::plan);
        }
        if (naming.token() == NONE) {
            return naming.kind() == Naming.Kind.ROW ? folderPlan : Optional.empty();
        }
        return plan(naming.token());
    }

    /** The table of records that name none, and the category they were sent for. */
    private record Default(TablePlan plan, byte[] category) {
        /** Rows of a diagnostic table say their category, wherever it stood. */
        void name(Chunk chunk) {
            if (plan.categoryColumn() >= 0) {
                chunk.text(plan.categoryColumn()).set(chunk.row(), category);
            }
        }
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

    private void reject(
            byte[] data, int from, int to, Place place, String reason, String category) {
        read++;
        unreadable++;
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
