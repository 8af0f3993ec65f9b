package io.vaultlens.query.kql.ast;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.text.Span;
import java.util.Optional;

/** One part of the pattern of {@code parse}. */
public sealed interface ParsePart {
    /** Where it stands in the text. */
    Span span();

    /** A text that must stand there. */
    record Text(String text, Span span) implements ParsePart {}

    /** Anything: {@code *}. */
    record Skip(Span span) implements ParsePart {}

    /** What stands there goes into a column. */
    record Column(Name name, Optional<ColumnType> type, Span span) implements ParsePart {}
}
