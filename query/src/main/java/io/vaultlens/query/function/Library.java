package io.vaultlens.query.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedCollection;

/** All functions of the query language, found by name in any letter case. */
public final class Library {
    private final Map<String, List<Scalar>> scalars = new LinkedHashMap<>();
    private final Map<String, List<Aggregate>> aggregates = new LinkedHashMap<>();

    /** A library of these functions. */
    public Library(List<List<Scalar>> scalarFamilies, List<List<Aggregate>> aggregateFamilies) {
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
                List.of(AggregateFunctions.ALL, CollectingFunctions.ALL));
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
        for (List<Scalar> forms : scalars.values()) {
            for (Scalar form : forms) {
                form.routine().ifPresent(routine -> routines.putIfAbsent(routine.name(), routine));
            }
        }
        return List.copyOf(routines.values());
    }
}
