package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Making;
import io.vaultlens.collector.store.Chunk;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    private final Makings makings = new Makings();

    /** For each making what was made last. */
    private final Memo[] made =
            Stream.of(Making.values()).map(_ -> new Memo()).toArray(Memo[]::new);

    RowFiller(Tokens tokens) {
        this.tokens = tokens;
        this.values = new Values(tokens);
        this.bag = new Bag(tokens);
    }

    /** Fills the row; what it says is why the record cannot be taken. */
    Optional<String> fill(TablePlan plan, Chunk chunk, int categoryToken) {
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
        bag.put(chunk, plan.bagColumn(), bagToken(plan), unknown, unknowns);
        return Optional.empty();
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
        Making making = column.making().get();
        byte[] text =
                made[making.ordinal()].of(
                        tokens, token, () -> makings.of(making, values.decoded(token)));
        if (text.length > 0) {
            chunk.text(column.index()).set(chunk.row(), text);
        }
        return true;
    }

    private String shown(int token) {
        return RecordMapper.cut(values.decoded(token).replaceAll("\\s+", " "));
    }

    String decoded(int token) {
        return values.decoded(token);
    }
}
