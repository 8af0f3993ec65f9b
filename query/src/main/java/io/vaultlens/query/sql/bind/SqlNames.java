package io.vaultlens.query.sql.bind;

import com.google.common.collect.ImmutableSortedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * Finds names in any letter case; where two columns differ in case alone, the one that is written
 * exactly so.
 */
final class SqlNames implements SqlNameMatcher {
    @Override
    public boolean isCaseSensitive() {
        return false;
    }

    @Override
    public boolean matches(String string, String name) {
        return string.equalsIgnoreCase(name);
    }

    @Override
    public <K extends List<String>, V> V get(
            Map<K, V> map, List<String> prefixNames, List<String> names) {
        List<String> path = new ArrayList<>(prefixNames);
        path.addAll(names);
        for (Map.Entry<K, V> entry : map.entrySet()) {
            if (samePath(entry.getKey(), path)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static boolean samePath(List<String> one, List<String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).equalsIgnoreCase(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String bestString() {
        return "";
    }

    @Override
    public RelDataTypeField field(RelDataType rowType, String fieldName) {
        RelDataTypeField found = null;
        for (RelDataTypeField field : rowType.getFieldList()) {
            if (field.getName().equals(fieldName)) {
                return field;
            }
            if (found == null && field.getName().equalsIgnoreCase(fieldName)) {
                found = field;
            }
        }
        // Calcite keeps the name that it is given; the column's own is meant.
        return found == null
                ? null
                : new RelDataTypeFieldImpl(found.getName(), found.getIndex(), found.getType());
    }

    @Override
    public int frequency(Iterable<String> names, String name) {
        int count = 0;
        boolean exact = false;
        for (String each : names) {
            exact |= each.equals(name);
            count += each.equalsIgnoreCase(name) ? 1 : 0;
        }
        return exact ? 1 : count;
    }

    @Override
    public Set<String> createSet() {
        return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** Names sorted so that equal ones in other letters meet. */
    static Set<String> sorted(Iterable<String> names) {
        return ImmutableSortedSet.copyOf(String.CASE_INSENSITIVE_ORDER, names);
    }
}
