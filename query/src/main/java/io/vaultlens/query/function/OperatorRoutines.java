package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.routine.KeyValues;
import io.vaultlens.query.function.routine.Terms;
import java.util.List;

/** Functions written in Java that only operators call: no query can name them. */
public final class OperatorRoutines {
    /** What parse-kv reads: a text and its settings in, a bag out. */
    public static final Routine KEY_VALUES =
            new Routine(
                    Routine.PREFIX + "key_values",
                    List.of(ColumnType.STRING, ColumnType.DYNAMIC),
                    ColumnType.DYNAMIC,
                    KeyValues::of);

    /** What has and its kin read where a text is not plain: a text, a term, which ends count. */
    public static final Routine HAS_TERM =
            new Routine(
                    Routine.PREFIX + "has_term",
                    List.of(ColumnType.STRING, ColumnType.STRING, ColumnType.STRING),
                    ColumnType.BOOL,
                    Terms::has);

    static final List<Routine> ALL = List.of(KEY_VALUES, HAS_TERM);

    private OperatorRoutines() {}
}
