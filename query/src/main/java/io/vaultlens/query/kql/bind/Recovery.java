package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexNode;

/**
 * Goes on after a faulty operator of one pipeline, so that the faults of those after it are told in
 * the same answer, and says of a column that is gone which operator took it away.
 *
 * <p>After the first fault only names that nobody can have made count as faults: what a faulty
 * operator would have made is not known.
 */
final class Recovery {
    private static final Pattern COLUMN = Pattern.compile("(?s)unknown column '(.*?)'.*");
    private static final Pattern FUNCTION = Pattern.compile("(?s)unknown function '.*");

    private final Binders binders;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Operator> removed = new LinkedHashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private boolean open;

    Recovery(Binders binders) {
        this.binders = binders;
    }

    /** An operator was bound: notes the columns that it took away. */
    void passed(Operator operator, Relation before, Relation after) {
        Set<String> left = new HashSet<>(after.names());
        for (String name : before.names()) {
            if (!left.contains(name)) {
                removed.put(name, operator);
            }
        }
        left.forEach(removed::remove);
    }

    /** An operator was not: the rows that the next one is bound over. */
    Relation after(Operator operator, Relation before, QueryException failure) {
        for (Fault fault : failure.faults()) {
            if (faults.isEmpty() && doubtful.isEmpty() && !open || isSure(fault)) {
                faults.add(told(named(fault, operator)));
            }
        }
        return switch (operator) {
            case Operator.Where _, Operator.Take _, Operator.Sort _, Operator.Top _ -> before;
            case Operator.Extend extend -> guessed(before, extend.items(), true);
            case Operator.Project project -> guessed(before, project.items(), false);
            case Operator.Summarize group -> {
                List<NamedExpression> items = new ArrayList<>(group.keys());
                items.addAll(group.aggregates());
                yield guessed(before, items, false);
            }
            default -> {
                open = true;
                yield before;
            }
        };
    }

    /** Throws what was found, if anything. */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new QueryException(faults);
        }
    }

    private boolean isSure(Fault fault) {
        if (fault.kind() != QueryException.Kind.SEMANTIC) {
            return false;
        }
        Matcher column = COLUMN.matcher(fault.message());
        return column.matches()
                ? !open && !doubtful.contains(column.group(1))
                : FUNCTION.matcher(fault.message()).matches();
    }

    /** {@code extend a == 1} compares; what is meant is mostly a name. */
    private static Fault named(Fault fault, Operator operator) {
        List<NamedExpression> items =
                switch (operator) {
                    case Operator.Extend extend -> extend.items();
                    case Operator.Project project -> project.items();
                    default -> List.of();
                };
        boolean compared =
                items.stream()
                        .anyMatch(item ->
                                item.names().isEmpty()
                                        && item.value() instanceof Expression.Binary binary
                                        && binary.operator() == BinaryOperator.EQUAL
                                        && binary.left().span().equals(fault.span()));
        return compared
                ? new Fault(
                        fault.kind(),
                        fault.span(),
                        fault.line(),
                        fault.column(),
                        fault.message() + "; to give a value a name, write one =")
                : fault;
    }

    private Fault told(Fault fault) {
        Matcher column = COLUMN.matcher(fault.message());
        Operator operator = column.matches() ? removed.get(column.group(1)) : null;
        if (operator == null) {
            return fault;
        }
        String name = name(operator);
        int line =
                QueryException.fault(
                                binders.binding().text(),
                                operator.span(),
                                QueryException.Kind.SEMANTIC,
                                "")
                        .line();
        return new Fault(
                fault.kind(),
                fault.span(),
                fault.line(),
                fault.column(),
                "unknown column '%s'; it was removed by %s in line %d, name it there to keep it"
                        .formatted(column.group(1), name, line));
    }

    private static String name(Operator operator) {
        return operator.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** What an operator would have given, as far as its text says so. */
    private Relation guessed(Relation before, List<NamedExpression> items, boolean keeps) {
        Map<String, Scope.Column> columns = new LinkedHashMap<>();
        if (keeps) {
            before.columns().forEach(column -> columns.put(column.name(), column));
        }
        for (NamedExpression item : items) {
            if (!item.names().isEmpty()) {
                item.names().forEach(name -> doubt(name.text(), columns));
            } else if (item.value() instanceof Expression.Reference reference) {
                before.field(reference.name())
                        .map(field -> new Scope.Column(field.name(), before.ref(field)))
                        .ifPresentOrElse(
                                column -> columns.putIfAbsent(column.name(), column),
                                () -> doubt(reference.name(), columns));
            } else {
                // KQL gives it a name of its own.
                open = true;
            }
        }
        return before.project(binders.plan(), List.copyOf(columns.values()));
    }

    private void doubt(String name, Map<String, Scope.Column> columns) {
        RexNode unknown =
                binders.plan().rex().makeNullLiteral(KqlTypes.nullable(ColumnType.DYNAMIC));
        doubtful.add(name);
        columns.put(name, new Scope.Column(name, unknown));
    }
}
