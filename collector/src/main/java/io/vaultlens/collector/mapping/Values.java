package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.store.Chunk;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a record's value into a column, cast to the column's type where the type can take it. */
final class Values {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final Pattern GUID =
            Pattern.compile(
                    "\\{?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?"
                            + "([0-9a-fA-F]{12})\\}?");
    private static final int DECIMAL_SCALE = 17;
    private static final int DECIMAL_PRECISION = 38;

    private final Tokens tokens;
    private final Nested nested = new Nested();

    Values(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Puts the token's value; false where the type cannot take it. Null and empty text leave none.
     */
    boolean put(Chunk chunk, int column, ColumnType type, int token) {
        if (tokens.isEmpty(token)) {
            return true;
        }
        return switch (type) {
            case STRING -> string(chunk, column, token);
            case DYNAMIC -> dynamic(chunk, column, token);
            case BOOL -> number(chunk, column, bool(token));
            case INT -> number(chunk, column, whole(token).filter(v -> v == v.intValue()));
            case LONG -> number(chunk, column, whole(token));
            case REAL -> real(chunk, column, token);
            case DATETIME -> moment(chunk, column, token);
            case TIMESPAN -> span(chunk, column, token);
            case DECIMAL -> text(chunk, column, decimal(token));
            case GUID -> text(chunk, column, guid(token));
        };
    }

    private boolean string(Chunk chunk, int column, int token) {
        switch (tokens.kind[token]) {
            case TEXT -> {
                int from = tokens.textFrom[token];
                int length = tokens.textTo[token] - from;
                chunk.text(column).set(chunk.row(), tokens.textBytes(token), from, length);
            }
            case TRUE -> chunk.text(column).set(chunk.row(), TRUE);
            case FALSE -> chunk.text(column).set(chunk.row(), FALSE);
            default -> raw(chunk, column, token);
        }
        return true;
    }

    private void raw(Chunk chunk, int column, int token) {
        int from = tokens.rawFrom[token];
        chunk.text(column).set(chunk.row(), tokens.data, from, tokens.rawTo[token] - from);
    }

    /** JSON written as text is taken for what it says. */
    private boolean dynamic(Chunk chunk, int column, int token) {
        Optional<byte[]> written = nested.written(tokens, token);
        if (written.isPresent()) {
            chunk.text(column).set(chunk.row(), written.get());
        } else {
            raw(chunk, column, token);
        }
        return true;
    }

    private static boolean number(Chunk chunk, int column, Optional<Long> value) {
        value.ifPresent(number -> chunk.number(column).set(chunk.row(), number));
        return value.isPresent();
    }

    private static boolean text(Chunk chunk, int column, Optional<String> value) {
        value.ifPresent(text ->
                chunk.text(column).set(chunk.row(), text.getBytes(StandardCharsets.US_ASCII)));
        return value.isPresent();
    }

    private boolean isNumeric(int token) {
        return tokens.kind[token] == Tokens.Kind.NUMBER || tokens.kind[token] == Tokens.Kind.TEXT;
    }

    private Optional<Long> bool(int token) {
        return switch (tokens.kind[token]) {
            case TRUE -> Optional.of(1L);
            case FALSE -> Optional.of(0L);
            case TEXT, NUMBER ->
                    switch (decoded(token).strip().toLowerCase(Locale.ROOT)) {
                        case "true", "1" -> Optional.of(1L);
                        case "false", "0" -> Optional.of(0L);
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    private Optional<Long> whole(int token) {
        if (!isNumeric(token)) {
            return Optional.empty();
        }
        return Numbers.whole(tokens.textBytes(token), tokens.textFrom[token], tokens.textTo[token]);
    }

    private boolean real(Chunk chunk, int column, int token) {
        if (!isNumeric(token)) {
            return false;
        }
        byte[] data = tokens.textBytes(token);
        double value = Numbers.plain(data, tokens.textFrom[token], tokens.textTo[token]);
        if (Double.isNaN(value)) {
            Optional<Double> read =
                    Numbers.real(data, tokens.textFrom[token], tokens.textTo[token]);
            if (read.isEmpty()) {
                return false;
            }
            value = read.get();
        }
        chunk.number(column).set(chunk.row(), Double.doubleToRawLongBits(value));
        return true;
    }

    private Optional<String> decimal(int token) {
        if (!isNumeric(token)) {
            return Optional.empty();
        }
        return Numbers.exact(tokens.textBytes(token), tokens.textFrom[token], tokens.textTo[token])
                .filter(number -> number.precision() - number.scale() <= DECIMAL_PRECISION)
                .map(number -> number.setScale(DECIMAL_SCALE, RoundingMode.HALF_EVEN))
                .filter(number -> number.precision() <= DECIMAL_PRECISION)
                .map(BigDecimal::toPlainString);
    }

    private Optional<String> guid(int token) {
        if (tokens.kind[token] != Tokens.Kind.TEXT) {
            return Optional.empty();
        }
        var parts = GUID.matcher(decoded(token).strip());
        return parts.matches()
                ? Optional.of(parts.replaceFirst("$1-$2-$3-$4-$5"))
                : Optional.empty();
    }

    private boolean moment(Chunk chunk, int column, int token) {
        if (tokens.kind[token] != Tokens.Kind.TEXT) {
            return false;
        }
        long ticks =
                Moments.parse(
                        tokens.textBytes(token), tokens.textFrom[token], tokens.textTo[token]);
        if (ticks != Moments.NONE) {
            chunk.number(column).set(chunk.row(), ticks);
        }
        return ticks != Moments.NONE;
    }

    private boolean span(Chunk chunk, int column, int token) {
        long ticks =
                tokens.kind[token] == Tokens.Kind.TEXT ? Spans.parse(decoded(token)) : Spans.NONE;
        if (ticks != Spans.NONE) {
            chunk.number(column).set(chunk.row(), ticks);
        }
        return ticks != Spans.NONE;
    }

    /** The value as text: decoded where it is a text, else as it is written. */
    String decoded(int token) {
        int from = tokens.textFrom[token];
        int length = tokens.textTo[token] - from;
        return new String(tokens.textBytes(token), from, length, StandardCharsets.UTF_8);
    }
}
