package io.vaultlens.query.sql.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/**
 * The names of a node's columns in SQL.
 *
 * <p>DuckDB folds letter case, and where {@code Foo} and {@code foo} meet it answers wrongly
 * without an error: names here are unique in any letter case.
 */
final class Names {
    private Names() {}

    /** The names of a node's columns, in order. */
    static List<String> of(RelNode node) {
        return of(node.getRowType());
    }

    /** The names of these columns, in order. */
    static List<String> of(RelDataType type) {
        Set<String> taken = new HashSet<>();
        type.getFieldNames().forEach(name -> taken.add(fold(name)));
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String name : type.getFieldNames()) {
            String unique = name.isEmpty() ? "_" : name;
            for (int i = 2; !used.add(fold(unique)); i++) {
                unique = taken.contains(fold(name + "_" + i)) ? unique : name + "_" + i;
            }
            names.add(unique);
        }
        return names;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
