package io.vaultlens.collector.mapping;

import io.vaultlens.collector.store.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fills a row from the tokens of a record; used by one thread. */
final class RowFiller {
    private static final int ABSENT = -1;

    private final Tokens tokens;
    private final Values values;
    private final Bag bag;

    /** The token of each field of the plan; of two with one key the last counts. */
    private int[] tokenOf = new int[0];

    /** The columns that some field of the record may fill. */
    private final BitSet present = new BitSet();

    private int[] unknown = new int[16];
    private int unknowns;
    private final Made made;
    private final Shapes shapes = new Shapes();

    RowFiller(Tokens tokens) {
        this.tokens = tokens;
        this.values = new Values(tokens);
        this.bag = new Bag(tokens);
        this.made = new Made(tokens, values);
    }

    /** Fills the row; what it says is why the record cannot be taken. */
    Optional<String> fill(TablePlan plan, Chunk chunk, int categoryToken) {
        Shape shape = shapes.find(plan, tokens, categoryToken);
        if (shape != null && shape.fill(chunk, tokens, values, made)) {
            bag.put(chunk, plan.bagColumn(), shape.bag(tokens), shape.unknown());
            return Optional.empty();
        }
        Optional<String> wrong = fillAnew(plan, chunk, categoryToken);
        if (shape == null && wrong.isEmpty() && shapes.isLearning()) {
            shape(plan, categoryToken).ifPresent(shapes::add);
        }
        return wrong;
    }

    private Optional<String> fillAnew(TablePlan plan, Chunk chunk, int categoryToken) {
        assign(plan, categoryToken);
        if (plan.time().isPresent()) {
            ColumnPlan time = plan.time().get();
            int timeToken = chosen(time);
            if (timeToken == ABSENT || tokens.isEmpty(timeToken)) {
                return Optional.of("no time");
            }
            if (!values.put(chunk, time.index(), time.type(), timeToken)) {
                return Optional.of("unreadable time '" + shown(timeToken) + "'");
            }
        }
        for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
            ColumnPlan column = plan.columns().get(at);
            int token = chosen(column);
            if (token != ABSENT && !put(chunk, column, token)) {
                return Optional.of(
                        "column %s (%s) cannot take %s '%s'"
                                .formatted(
                                        column.name(),
                                        column.type().kqlName(),
                                        tokens.kind[token].name().toLowerCase(Locale.ROOT),
                                        shown(token)));
            }
            keepOthers(column, token);
        }
        keepConstants(plan, categoryToken);
        int own = bagToken(plan);
        bag.put(chunk, plan.bagColumn(), own, Arrays.copyOf(unknown, unknowns));
        return Optional.empty();
    }

    /**
     * The shape of the record that was filled; none where two fields of it stand for one column,
     * because then their values decide.
     */
    private Optional<Shape> shape(TablePlan plan, int categoryToken) {
        List<Step> steps = new ArrayList<>();
        for (int at = present.nextSetBit(0); at >= 0; at = present.nextSetBit(at + 1)) {
            ColumnPlan column = plan.columns().get(at);
            int[] candidates = present(column.fields());
            if (candidates.length > 1) {
                return Optional.empty();
            }
            steps.add(new Step(candidates[0], column));
        }
        int[] constants = present(plan.constants().keySet().stream().mapToInt(i -> i).toArray());
        int[] bags = present(plan.bagFields().stream().mapToInt(i -> i).toArray());
        if (IntStream.of(constants).anyMatch(token -> token != categoryToken) || bags.length > 1) {
            return Optional.empty();
        }
        int own = bags.length == 0 ? ABSENT : bags[0];
        return Shape.of(plan, tokens, categoryToken, steps, own, Arrays.copyOf(unknown, unknowns));
    }

    private int[] present(int[] fields) {
        return IntStream.of(fields).map(field -> tokenOf[field]).filter(t -> t != ABSENT).toArray();
    }

    private void assign(TablePlan plan, int categoryToken) {
        FieldTable fields = plan.fields();
        if (tokenOf.length < fields.size()) {
            tokenOf = new int[fields.size()];
        }
        Arrays.fill(tokenOf, ABSENT);
        unknowns = 0;
        present.clear();
        for (int token = 0; token < tokens.count; token++) {
            int field = tokens.field(fields, token);
            if (field == FieldTable.NONE) {
                keep(token);
            } else {
                tokenOf[field] = token;
                mark(plan.columnsOf(field));
            }
        }
        if (categoryToken != ABSENT
                && plan.fromCategory()
                && tokenOf[plan.categoryField()] == ABSENT) {
            tokenOf[plan.categoryField()] = categoryToken;
            mark(plan.columnsOf(plan.categoryField()));
        }
    }

    private void mark(int[] columns) {
        for (int column : columns) {
            present.set(column);
        }
    }

    private void keep(int token) {
        if (unknowns == unknown.length) {
            unknown = Arrays.copyOf(unknown, unknowns * 2);
        }
        unknown[unknowns++] = token;
    }

    /** The token of the first field that is there and not empty. */
    private int chosen(ColumnPlan column) {
        int present = ABSENT;
        for (int field : column.fields()) {
            int token = tokenOf[field];
            if (token != ABSENT) {
                if (!tokens.isEmpty(token)) {
                    return token;
                }
                present = token;
            }
        }
        return present;
    }

    /** A field that the column would have taken, had another not come first, is kept in the bag. */
    private void keepOthers(ColumnPlan column, int taken) {
        if (taken == ABSENT || column.fields().length == 1 || column.making().isPresent()) {
            return;
        }
        for (int field : column.fields()) {
            int token = tokenOf[field];
            if (token != ABSENT && token != taken && !tokens.isEmpty(token)) {
                keep(token);
            }
        }
    }

    /** A field named like a constant column is kept unless it says the same, or the category. */
    private void keepConstants(TablePlan plan, int categoryToken) {
        for (Map.Entry<Integer, String> constant : plan.constants().entrySet()) {
            int token = tokenOf[constant.getKey()];
            boolean says =
                    token == ABSENT
                            || token == categoryToken
                            || tokens.isEmpty(token)
                            || values.decoded(token).equalsIgnoreCase(constant.getValue());
            if (!says) {
                keep(token);
            }
        }
    }

    private int bagToken(TablePlan plan) {
        int found = ABSENT;
        for (int field : plan.bagFields()) {
            int token = tokenOf[field];
            if (token != ABSENT && !tokens.isEmpty(token)) {
                if (found == ABSENT) {
                    found = token;
                } else {
                    keep(token);
                }
            }
        }
        return found;
    }

    private boolean put(Chunk chunk, ColumnPlan column, int token) {
        if (column.making().isEmpty()) {
            return values.put(chunk, column.index(), column.type(), token);
        }
        if (tokens.isEmpty(token)) {
            return true;
        }
        byte[] text = made.of(column.making().get(), token);
        if (text.length > 0) {
            chunk.text(column.index()).set(chunk.row(), text);
        }
        return true;
    }

    private String shown(int token) {
        return RecordMapper.cut(values.decoded(token).replaceAll("\\s+", " "));
    }

    /** The rows filled so far are handed over. */
    void forgetRows() {
        shapes.forgetRows();
    }

    String decoded(int token) {
        return values.decoded(token);
    }
}
