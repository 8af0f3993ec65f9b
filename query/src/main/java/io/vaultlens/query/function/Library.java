package io.vaultlens.query.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;

/** All functions of the query language, found by name in any letter case. */
public final class Library {
    private final Map<String, List<Scalar>> scalars = new LinkedHashMap<>();
    private final Map<String, List<Aggregate>> aggregates = new LinkedHashMap<>();
    private final Map<String, List<Scalar>> inner = new LinkedHashMap<>();

    /**
     * A library of these functions.
     *
     * @param innerFamily functions that others are made of, which no query can name
     */
    public Library(
            List<List<Scalar>> scalarFamilies,
            List<List<Aggregate>> aggregateFamilies,
            List<Scalar> innerFamily) {
        innerFamily.forEach(each -> add(inner, each.signature().name(), each));
        for (List<Scalar> family : scalarFamilies) {
            for (Scalar each : family) {
                each.signature().names().forEach(name -> add(scalars, name, each));
            }
        }
        for (List<Aggregate> family : aggregateFamilies) {
            for (Aggregate each : family) {
                each.signature().names().forEach(name -> add(aggregates, name, each));
            }
        }
    }

    /** The functions of KQL. */
    public static Library standard() {
        return new Library(
                List.of(
                        TextFunctions.ALL,
                        RegexFunctions.ALL,
                        EncodingFunctions.ALL,
                        HashFunctions.ALL,
                        AddressFunctions.ALL,
                        NumberFunctions.ALL,
                        BinFunctions.ALL,
                        TimeFunctions.ALL,
                        DynamicFunctions.ALL,
                        SeriesFunctions.ALL,
                        UnitFunctions.ALL,
                        ConversionFunctions.ALL),
                List.of(AggregateFunctions.ALL, CollectingFunctions.ALL),
                InnerFunctions.ALL);
    }

    private static <T> void add(Map<String, List<T>> map, String name, T function) {
        map.computeIfAbsent(name, _ -> new ArrayList<>()).add(function);
    }

    /** The forms of a scalar function; none where there is no such function. */
    public List<Scalar> scalars(String name) {
        return scalars.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The forms of an aggregate function; none where there is no such function. */
    public List<Aggregate> aggregates(String name) {
        return aggregates.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The forms of a function that others are made of, or of a scalar function. */
    public List<Scalar> inner(String name) {
        return inner.getOrDefault(name, scalars(name));
    }

    /** The names of the functions that others are made of. */
    public SequencedCollection<String> innerNames() {
        return List.copyOf(inner.keySet());
    }

    /** Why a function of KQL is not there; empty where it is, or is no function of KQL. */
    public Optional<String> reasonWithout(String name) {
        return AbsentFunctions.reason(name.toLowerCase(Locale.ROOT));
    }

    /** The names of all scalar functions. */
    public SequencedCollection<String> scalarNames() {
        return List.copyOf(scalars.keySet());
    }

    /** The names of all aggregate functions. */
    public SequencedCollection<String> aggregateNames() {
        return List.copyOf(aggregates.keySet());
    }

    /** All functions written in Java, for a database to know them. */
    public List<Routine> routines() {
        Map<String, Routine> routines = new LinkedHashMap<>();
        for (Map<String, List<Scalar>> each : List.of(scalars, inner)) {
            each.values().stream()
                    .flatMap(List::stream)
                    .flatMap(form -> form.routine().stream())
                    .forEach(routine -> routines.putIfAbsent(routine.name(), routine));
        }
        OperatorRoutines.ALL.forEach(routine -> routines.put(routine.name(), routine));
        return List.copyOf(routines.values());
    }
}
