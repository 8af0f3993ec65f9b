package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Arrays;
import io.vaultlens.query.function.routine.Bags;
import io.vaultlens.query.function.routine.Ranges;
import io.vaultlens.query.function.routine.Series;
import io.vaultlens.query.function.routine.Sets;
import java.util.List;

/** Functions over dynamic arrays, sets and bags. */
final class DynamicFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "array_length|arraylength(array: dynamic): long",
                            "CASE WHEN json_type($1) = 'ARRAY' THEN "
                                    + "json_array_length($1)::BIGINT END",
                            "The number of elements."),
                    routine(
                            "array_concat(arrays...: dynamic): dynamic",
                            Arrays::concat,
                            "One array of several."),
                    routine(
                            "array_reverse(array: dynamic): dynamic",
                            Arrays::reverse,
                            "The elements in the opposite order."),
                    routine(
                            "array_rotate_left(array: dynamic, count: long): dynamic",
                            Arrays::rotateLeft,
                            "The elements moved to the left, round the end."),
                    routine(
                            "array_rotate_right(array: dynamic, count: long): dynamic",
                            Arrays::rotateRight,
                            "The elements moved to the right, round the end."),
                    routine(
                            "array_shift_left(array: dynamic, count: long, fill: json = null): "
                                    + "dynamic",
                            Arrays::shiftLeft,
                            "The elements moved to the left, the end filled."),
                    routine(
                            "array_shift_right(array: dynamic, count: long, fill: json = null): "
                                    + "dynamic",
                            Arrays::shiftRight,
                            "The elements moved to the right, the start filled."),
                    routine(
                            "array_slice(array: dynamic, start: long, end: long): dynamic",
                            Arrays::slice,
                            "The elements between two places, both included."),
                    routine(
                            "array_split(array: dynamic, places: json): dynamic",
                            Arrays::split,
                            "The parts of an array, divided before some places."),
                    routine(
                            "array_index_of(array: dynamic, value: json, start: long = 0, "
                                    + "length: long = -1, occurrence: long = 1): long",
                            Arrays::indexOf,
                            "Where a value stands, -1 where it does not."),
                    routine(
                            "array_iff|array_iif(conditions: dynamic, yes: json, no: json): "
                                    + "dynamic",
                            Arrays::choose,
                            "Element by element one of two values."),
                    routine(
                            "array_sum(array: dynamic): real",
                            Series::sum,
                            "The sum of the elements."),
                    scalar(
                            "array_sort_asc(arrays...: json): dynamic",
                            "(kql_array_sort_asc_all_1(json_array($*)) -> '$[0]')",
                            "An array in ascending order, and others with it."),
                    scalar(
                            "array_sort_desc(arrays...: json): dynamic",
                            "(kql_array_sort_desc_all_1(json_array($*)) -> '$[0]')",
                            "An array in descending order, and others with it."),
                    routine(
                            "zip(arrays...: json): dynamic",
                            Arrays::zip,
                            "Arrays of the first, second, … elements."),
                    routine(
                                    "array_repeat(array: dynamic, count: long): dynamic",
                                    Arrays::repeatAll,
                                    "An array's elements again and again, so many in all.")
                            .atMost(1, Arrays.MOST),
                    routine(
                                    "repeat(value: json, count: long): dynamic",
                                    Arrays::repeat,
                                    "An array of a value several times, at most 1048576.")
                            .atMost(1, Arrays.MOST),
                    scalar(
                            "range(start: int|long, stop: int|long, step: int|long = 1): dynamic",
                            "to_json(generate_series($1, CASE WHEN $3 > 0 THEN least($2, $1 + "
                                    + "$3 * 1048575) ELSE greatest($2, $1 + $3 * 1048575) END, "
                                    + "nullif($3, 0)))",
                            "Evenly spaced numbers, both ends included."),
                    routine(
                            "range(start: real, stop: real, step: real = 1): dynamic",
                            "range_of_reals",
                            Ranges::reals,
                            "Evenly spaced numbers, both ends included."),
                    routine(
                            "range(start: datetime, stop: datetime, step: timespan = "
                                    + "36000000000): dynamic",
                            "range_of_moments",
                            Ranges::moments,
                            "Evenly spaced moments, both ends included."),
                    routine(
                            "range(start: timespan, stop: timespan, step: timespan = "
                                    + "36000000000): dynamic",
                            "range_of_spans",
                            Ranges::spans,
                            "Evenly spaced lengths of time, both ends included."),
                    scalar(
                            "pack_array(values...: json): dynamic",
                            "json_array($*)",
                            "An array of values."),
                    routine(
                            "set_union(sets...: dynamic): dynamic",
                            Sets::union,
                            "The elements of any of some sets."),
                    routine(
                            "set_intersect(sets...: dynamic): dynamic",
                            Sets::intersect,
                            "The elements of all of some sets."),
                    routine(
                            "set_difference(sets...: dynamic): dynamic",
                            Sets::difference,
                            "The elements of the first set that no other has."),
                    routine(
                            "set_equals(one: dynamic, other: dynamic): bool",
                            Sets::equal,
                            "Whether two sets have the same elements."),
                    routine(
                            "set_has_element(set: dynamic, value: json): bool",
                            Sets::hasElement,
                            "Whether a set has an element."),
                    routine(
                            "jaccard_index(one: dynamic, other: dynamic): real",
                            Sets::jaccard,
                            "The share of common elements."),
                    routine(
                            "bag_merge(bags...: dynamic): dynamic",
                            Bags::merge,
                            "One bag of several; the first of equal properties stays."),
                    routine(
                            "bag_keys(bag: dynamic): dynamic",
                            Bags::keys,
                            "The names of the properties."),
                    routine(
                            "bag_has_key(bag: dynamic, key: string): bool",
                            Bags::hasKey,
                            "Whether a bag has a property."),
                    routine(
                            "bag_set_key(bag: dynamic, key: string, value: json): dynamic",
                            Bags::setKey,
                            "A bag with a property set."),
                    routine(
                            "bag_remove_keys(bag: dynamic, keys: dynamic): dynamic",
                            Bags::removeKeys,
                            "A bag without some properties."),
                    routine(
                            "bag_zip(keys: dynamic, values: dynamic): dynamic",
                            Bags::zip,
                            "A bag of an array of keys and one of values."),
                    routine(
                            "treepath(value: dynamic): dynamic",
                            Bags::paths,
                            "The paths to all leaves."),
                    routine(
                            "dynamic_to_json(value: json): string",
                            Bags::sorted,
                            "The JSON text of a value, the properties of bags in order."),
                    scalar(
                            "parse_json|parsejson|todynamic|toobject(value: string): dynamic",
                            "coalesce(nullif(try_cast($1 AS JSON), 'null'::JSON),"
                                    + " CASE WHEN $1 <> '' AND NOT json_valid($1) THEN to_json($1)"
                                    + " END)",
                            "The value that a JSON text means; other text as it is."),
                    scalar(
                            "parse_json|parsejson|todynamic|toobject(value: json): dynamic",
                            "$1",
                            "A value as dynamic."),
                    scalar(
                            "extract_json|extractjson(path: string, json: text): string",
                            JsonPaths::read,
                            "What stands at a path of a JSON text."));

    private DynamicFunctions() {}
}
