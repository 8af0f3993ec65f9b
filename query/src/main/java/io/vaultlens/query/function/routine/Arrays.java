package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What functions over dynamic arrays do; each takes JSON text and gives it, null for no array. */
public final class Arrays {
    public static final int MOST = 1_048_576;

    private Arrays() {}

    public static Object concat(Object[] arguments) {
        ArrayNode all = Json.array();
        for (JsonNode each : Json.read(arguments[0])) {
            if (each.isArray()) {
                all.addAll((ArrayNode) each);
            }
        }
        return Json.write(all);
    }

    public static Object reverse(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray()) {
            return null;
        }
        List<JsonNode> elements = Json.elements(array);
        Collections.reverse(elements);
        return Json.write(Json.array(elements));
    }

    /** Moves elements to the left, round the end; a negative count moves them to the right. */
    public static Object rotateLeft(Object[] arguments) {
        return rotate(arguments, -1);
    }

    public static Object rotateRight(Object[] arguments) {
        return rotate(arguments, 1);
    }

    private static Object rotate(Object[] arguments, int direction) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray() || arguments[1] == null) {
            return null;
        }
        List<JsonNode> elements = Json.elements(array);
        long distance = (long) arguments[1] * direction;
        if (!elements.isEmpty()) {
            Collections.rotate(elements, (int) (distance % elements.size()));
        }
        return Json.write(Json.array(elements));
    }

    /** Moves elements to the left and fills up with a value. */
    public static Object shiftLeft(Object[] arguments) {
        return shift(arguments, 1);
    }

    public static Object shiftRight(Object[] arguments) {
        return shift(arguments, -1);
    }

    private static Object shift(Object[] arguments, int direction) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray() || arguments[1] == null) {
            return null;
        }
        long distance = (long) arguments[1] * direction;
        JsonNode filler = Json.read(arguments[2]);
        ArrayNode moved = Json.array();
        for (int i = 0; i < array.size(); i++) {
            long from = i + distance;
            moved.add(from >= 0 && from < array.size() ? array.get((int) from) : filler);
        }
        return Json.write(moved);
    }

    /** The elements between two places, both included; negative places count from the end. */
    public static Object slice(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray() || arguments[1] == null || arguments[2] == null) {
            return null;
        }
        int size = array.size();
        long from = Math.max(0, fromEnd((long) arguments[1], size));
        long to = Math.min(size - 1L, fromEnd((long) arguments[2], size));
        ArrayNode part = Json.array();
        for (long i = from; i <= to; i++) {
            part.add(array.get((int) i));
        }
        return Json.write(part);
    }

    private static long fromEnd(long place, int size) {
        return place < 0 ? place + size : place;
    }

    /** The parts of an array, divided before each of some places. */
    public static Object split(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray()) {
            return null;
        }
        JsonNode places = Json.read(arguments[1]);
        List<JsonNode> cuts = places.isArray() ? Json.elements(places) : List.of(places);
        ArrayNode parts = Json.array();
        int at = 0;
        for (JsonNode cut : cuts) {
            int size = array.size();
            int place = (int) Math.clamp(fromEnd(cut.asLong(), size), at, size);
            parts.add(range(array, at, place));
            at = place;
        }
        parts.add(range(array, at, array.size()));
        return Json.write(parts);
    }

    private static ArrayNode range(JsonNode array, int from, int to) {
        ArrayNode part = Json.array();
        for (int i = from; i < to; i++) {
            part.add(array.get(i));
        }
        return part;
    }

    /** Where a value stands in a stretch of an array, -1 where it does not. */
    public static Object indexOf(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray()) {
            return null;
        }
        JsonNode value = Json.read(arguments[1]);
        int size = array.size();
        long start = arguments[2] == null ? 0 : Math.max(0, fromEnd((long) arguments[2], size));
        long length = arguments[3] == null ? -1 : (long) arguments[3];
        long end = length < 0 ? size : Math.min(size, start + length);
        long wanted = arguments[4] == null ? 1 : (long) arguments[4];
        for (long i = start; i < end; i++) {
            if (Json.same(array.get((int) i), value) && --wanted == 0) {
                return i;
            }
        }
        return -1L;
    }

    /** Element by element one of two values, by the truth of a third. */
    public static Object choose(Object[] arguments) {
        JsonNode conditions = Json.read(arguments[0]);
        if (!conditions.isArray()) {
            return null;
        }
        JsonNode yes = Json.read(arguments[1]);
        JsonNode no = Json.read(arguments[2]);
        ArrayNode chosen = Json.array();
        for (int i = 0; i < conditions.size(); i++) {
            JsonNode condition = conditions.get(i);
            if (condition.isBoolean() || condition.isNumber()) {
                boolean truth =
                        condition.isBoolean()
                                ? condition.booleanValue()
                                : condition.doubleValue() != 0;
                chosen.add(element(truth ? yes : no, i));
            } else {
                chosen.addNull();
            }
        }
        return Json.write(chosen);
    }

    private static JsonNode element(JsonNode value, int index) {
        if (!value.isArray()) {
            return value;
        }
        return index < value.size() ? value.get(index) : NullNode.getInstance();
    }

    /** Arrays of the first, second, … elements of several arrays. */
    public static Object zip(Object[] arguments) {
        List<JsonNode> arrays = Json.elements(Json.read(arguments[0]));
        int longest = 0;
        for (JsonNode each : arrays) {
            longest = Math.max(longest, each.isArray() ? each.size() : 1);
        }
        ArrayNode zipped = Json.array();
        for (int i = 0; i < longest; i++) {
            ArrayNode row = zipped.addArray();
            for (JsonNode each : arrays) {
                row.add(each.isArray() ? element(each, i) : i == 0 ? each : NullNode.getInstance());
            }
        }
        return Json.write(zipped);
    }

    /** A value several times. */
    public static Object repeat(Object[] arguments) {
        if (arguments[1] == null || (long) arguments[1] < 0) {
            return null;
        }
        if ((long) arguments[1] > MOST) {
            throw new IllegalArgumentException(
                    "repeat() makes at most %,d elements, %,d were asked for"
                            .formatted(MOST, (long) arguments[1]));
        }
        JsonNode value = Json.read(arguments[0]);
        ArrayNode array = Json.array();
        for (long i = 0; i < (long) arguments[1]; i++) {
            array.add(value);
        }
        return Json.write(array);
    }

    /** An array's elements again and again until there are so many. */
    public static Object repeatAll(Object[] arguments) {
        JsonNode array = Json.read(arguments[0]);
        if (!array.isArray() || arguments[1] == null || (long) arguments[1] < 0) {
            return null;
        }
        long count = array.isEmpty() ? 0 : Math.min((long) arguments[1], MOST);
        ArrayNode repeated = Json.array();
        for (int i = 0; i < count; i++) {
            repeated.add(array.get(i % array.size()));
        }
        return Json.write(repeated);
    }

    /** All arrays sorted by the first one's elements, nulls at the end unless told otherwise. */
    public static Object sortAscending(Object[] arguments) {
        return sort(arguments, 1);
    }

    public static Object sortDescending(Object[] arguments) {
        return sort(arguments, -1);
    }

    private static Object sort(Object[] arguments, int direction) {
        List<JsonNode> given = Json.elements(Json.read(arguments[0]));
        boolean told = given.size() > 1 && given.getLast().isBoolean();
        boolean nullsLast = !told || given.getLast().booleanValue();
        List<JsonNode> arrays = told ? given.subList(0, given.size() - 1) : given;
        JsonNode first = arrays.isEmpty() ? NullNode.getInstance() : arrays.getFirst();
        if (!first.isArray()) {
            return null;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> {
            JsonNode one = first.get(a);
            JsonNode other = first.get(b);
            if (one.isNull() || other.isNull()) {
                int nulls = Boolean.compare(one.isNull(), other.isNull());
                return nullsLast ? nulls : -nulls;
            }
            int kinds = Integer.compare(kind(one), kind(other));
            return kinds != 0 ? kinds : direction * compare(one, other);
        });
        ArrayNode sorted = Json.array();
        for (JsonNode each : arrays) {
            if (each.size() != first.size()) {
                sorted.addNull();
                continue;
            }
            ArrayNode one = sorted.addArray();
            order.forEach(place -> one.add(each.get(place)));
        }
        return Json.write(sorted);
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber()
                ? Double.compare(one.doubleValue(), other.doubleValue())
                : Json.text(one).compareTo(Json.text(other));
    }

    /** In either direction numbers come before texts, and these before all else. */
    private static int kind(JsonNode value) {
        if (value.isNumber()) {
            return 0;
        }
        return value.isTextual() ? 1 : 2;
    }
}
