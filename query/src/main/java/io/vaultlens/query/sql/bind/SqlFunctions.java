package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.util.Optionality;

/**
 * The functions that SQL may call: SQL's own that we can say, and the library's under KQL's names.
 */
final class SqlFunctions implements SqlOperatorTable {
    private static final SqlOperatorTable STANDARD = SqlOperatorTables.of(StandardOperators.ALL);

    /** Forms of KQL whose arguments are no plain values. */
    private static final Set<String> NOT_FROM_SQL =
            Set.of(
                    "toscalar",
                    "materialize",
                    "column_ifexists",
                    "columnifexists",
                    "iscolumnexists",
                    "column_names_of",
                    "pack_all",
                    "bag_pack_columns");

    /** What makes a row for each number, with or without UNNEST around it. */
    static final String SERIES = "generate_series";

    /** What other databases call functions of the library. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of(
                    SERIES,
                    "range",
                    "dateadd",
                    "datetime_add",
                    "datediff",
                    "datetime_diff",
                    "date_part",
                    "datetime_part");

    private final Library library;
    private final LibraryTypes types;
    private final Set<String> scalars;

    SqlFunctions(Library library, ExpressionBinder binder) {
        this.library = library;
        this.types = new LibraryTypes(binder);
        this.scalars = Set.copyOf(ExpressionBinder.functionNames(library));
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        int before = found.size();
        STANDARD.lookupOperatorOverloads(name, category, syntax, found, new SqlNames());
        if (found.size() == before && syntax == SqlSyntax.FUNCTION) {
            // COUNT(*) is of another syntax than its fellows.
            STANDARD.lookupOperatorOverloads(
                    name, category, SqlSyntax.FUNCTION_STAR, found, new SqlNames());
        }
        if (found.size() > before || syntax != SqlSyntax.FUNCTION || !name.isSimple()) {
            return;
        }
        String called = name.getSimple().toLowerCase(Locale.ROOT);
        String folded = OTHER_NAMES.getOrDefault(called, called);
        if (!library.aggregates(folded).isEmpty()) {
            found.add(new LibraryAggregate(folded, types));
        } else if (scalars.contains(folded) && !NOT_FROM_SQL.contains(folded)) {
            found.add(new LibraryScalar(folded, called, types));
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return STANDARD.getOperatorList();
    }

    /** All names that can be called, for a misspelt one's nearest. */
    List<String> names() {
        List<String> names = new ArrayList<>(scalars);
        names.addAll(OTHER_NAMES.keySet());
        names.addAll(library.aggregateNames());
        STANDARD.getOperatorList().stream()
                .filter(each -> each.getSyntax() == SqlSyntax.FUNCTION)
                .map(SqlOperator::getName)
                .forEach(names::add);
        return names;
    }

    /** A scalar function of the library. */
    static final class LibraryScalar extends SqlFunction {
        private final String function;

        /**
         * @param function what the library calls it
         * @param called what the text calls it
         */
        LibraryScalar(String function, String called, LibraryTypes types) {
            super(
                    called,
                    SqlKind.OTHER_FUNCTION,
                    called.equals(SERIES)
                            ? LibraryScalar::series
                            : call -> types.scalar(function, call),
                    null,
                    OperandTypes.VARIADIC,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);
            this.function = function;
        }

        /** The steps of a series are of one type. */
        private static RelDataType series(SqlOperatorBinding call) {
            RelDataType step = call.getOperandType(0);
            RelDataType element =
                    SqlTypeUtil.isIntType(step) ? SqlTypes.of(ColumnType.LONG, true) : step;
            return SqlTypes.FACTORY.createArrayType(element, -1);
        }

        /** The value of a call; the later moment comes first in KQL. */
        RexNode value(ExpressionBinder binder, List<RexNode> arguments) {
            boolean turned = getName().equals("datediff") && arguments.size() == 3;
            List<RexNode> given =
                    turned
                            ? List.of(arguments.get(0), arguments.get(2), arguments.get(1))
                            : arguments;
            return ValueScope.call(binder, function, given);
        }
    }

    /** An aggregate function of the library. */
    static final class LibraryAggregate extends SqlAggFunction {
        LibraryAggregate(String name, LibraryTypes types) {
            super(
                    name,
                    null,
                    SqlKind.OTHER_FUNCTION,
                    call -> types.aggregate(name, call),
                    null,
                    OperandTypes.VARIADIC,
                    SqlFunctionCategory.USER_DEFINED_FUNCTION,
                    false,
                    false,
                    Optionality.FORBIDDEN);
        }
    }
}
