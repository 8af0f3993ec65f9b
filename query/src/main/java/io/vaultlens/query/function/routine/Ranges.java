package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;
import java.util.function.LongFunction;

/** Arrays of evenly spaced values, both ends included. */
public final class Ranges {
    private static final int MOST = 1_048_576;

    private Ranges() {}

    public static Object reals(Object[] arguments) {
        if (arguments[0] == null || arguments[1] == null || arguments[2] == null) {
            return null;
        }
        double start = (double) arguments[0];
        double stop = (double) arguments[1];
        double step = (double) arguments[2];
        ArrayNode array = Json.array();
        for (int i = 0; i < MOST && step != 0; i++) {
            double value = start + i * step;
            if (step > 0 ? value > stop : value < stop) {
                break;
            }
            array.add(Json.number(value));
        }
        return Json.write(array);
    }

    public static Object moments(Object[] arguments) {
        return whole(arguments, each -> Json.NODES.textNode(DatetimeText.fromTicks(each)));
    }

    public static Object spans(Object[] arguments) {
        return whole(arguments, each -> Json.NODES.textNode(TimespanText.fromTicks(each)));
    }

    private static Object whole(Object[] arguments, LongFunction<JsonNode> value) {
        if (arguments[0] == null || arguments[1] == null || arguments[2] == null) {
            return null;
        }
        long stop = (long) arguments[1];
        long step = (long) arguments[2];
        long at = (long) arguments[0];
        ArrayNode array = Json.array();
        for (int i = 0; i < MOST && step != 0; i++) {
            if (step > 0 ? at > stop : at < stop) {
                break;
            }
            array.add(value.apply(at));
            at += step;
        }
        return Json.write(array);
    }

    /**
     * The start of each row's session.
     *
     * <p>Rows are a number, a moment and 1 where a new session is asked for. A session also ends
     * where a moment is as far from its start, or from the moment before, as it may not be.
     */
    public static Object sessions(Object[] arguments) {
        long longest = (long) arguments[1];
        long gap = (long) arguments[2];
        ArrayNode starts = Json.array();
        Long start = null;
        Long before = null;
        for (JsonNode row : Json.read(arguments[0])) {
            Long moment = row.get(1).isNull() ? null : (Long) row.get(1).longValue();
            boolean fresh = start == null || moment == null || row.get(2).asLong() != 0;
            if (fresh || moment - start >= longest || before == null || moment - before >= gap) {
                start = moment;
            }
            before = moment;
            starts.add(start);
        }
        return Json.write(starts);
    }
}
