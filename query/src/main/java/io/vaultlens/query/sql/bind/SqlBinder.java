package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.bind.Binding;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.kql.bind.Inquiry;
import io.vaultlens.query.kql.bind.KqlBinder;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.PlanBuilder;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.text.QueryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * Turns a text in SQL into the same kind of plan that KQL becomes: Calcite parses and validates it,
 * the translators put our types and functions in place of SQL's.
 */
public final class SqlBinder {
    private static final SqlValidator.Config VALIDATION =
            SqlValidator.Config.DEFAULT
                    .withConformance(SqlConformanceEnum.LENIENT)
                    .withDefaultNullCollation(NullCollation.LOW)
                    .withCallRewrite(false)
                    .withIdentifierExpansion(true);

    private static final SqlToRelConverter.Config CONVERSION =
            SqlToRelConverter.config()
                    .withExpand(false)
                    .withTrimUnusedFields(false)
                    .withInSubQueryThreshold(Integer.MAX_VALUE)
                    .addRelBuilderConfigTransform(config ->
                            config.withSimplify(false)
                                    .withSimplifyValues(false)
                                    .withSimplifyLimit(false)
                                    .withPruneInputOfAggregate(false)
                                    .withBloat(-1));

    private final Catalog catalog;
    private final Library library;
    private final KqlBinder views;
    private final Set<String> allColumns = new HashSet<>();
    private final Set<String> tableNames;

    /** A binder over these tables and functions; safe for all threads. */
    public SqlBinder(Catalog catalog, Library library, KqlBinder views) {
        this.catalog = catalog;
        this.library = library;
        this.views = views;
        this.tableNames = SqlNames.sorted(names());
        for (TableDef table : catalog.tables()) {
            table.columns().stream().map(ColumnDef::name).forEach(allColumns::add);
        }
    }

    /**
     * What a question asks.
     *
     * @param now the one moment that {@code NOW()} means
     * @param inquiry asks the data where a view's columns depend on it
     * @throws QueryException with what is wrong, at its place
     */
    public BoundQuery bind(String text, Instant now, Inquiry inquiry) {
        PlanBuilder plan = PlanBuilder.create();
        Binding binding = new Binding(text, plan.rex(), library, Ticks.fromInstant(now));
        SqlCatalog tables =
                new SqlCatalog(
                        catalog, tableNames, table -> views.rows(table, plan, binding, inquiry));
        SqlFunctions functions = new SqlFunctions(library, new ExpressionBinder(binding));
        return explained(
                text,
                functions.names(),
                tree -> bind(tree, tables.reader(), functions, plan, binding));
    }

    /** The question as SQL's tree prints it, for eyes. */
    public String tree(String text) {
        return explained(text, List.of(), SqlNode::toString);
    }

    private interface Step<T> {
        T apply(SqlNode tree);
    }

    private <T> T explained(String text, List<String> functions, Step<T> step) {
        Set<String> columns = new HashSet<>();
        SqlText sql = new SqlText(text, allColumns);
        SqlFaults faults = new SqlFaults(sql, names(), columns, functions);
        try {
            SqlNode tree = sql.parse();
            columns.addAll(columnsOf(tree));
            return step.apply(tree);
        } catch (QueryException | StackOverflowError known) {
            throw known;
        } catch (SqlParseException e) {
            columns.addAll(allColumns);
            throw faults.of(e);
        } catch (CalciteContextException e) {
            throw faults.of(e);
        } catch (SqlFault e) {
            throw faults.of(e);
        } catch (RuntimeException | AssertionError e) {
            throw within(e).map(faults::of).orElseGet(() -> faults.of(e));
        }
    }

    private static Optional<SqlFault> within(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SqlFault fault) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    private BoundQuery bind(
            SqlNode tree,
            CalciteCatalogReader reader,
            SqlFunctions functions,
            PlanBuilder plan,
            Binding binding) {
        SqlValidator validator =
                SqlValidatorUtil.newValidator(functions, reader, SqlTypes.FACTORY, VALIDATION);
        SqlNode valid = validator.validate(tree);
        RelOptCluster cluster =
                RelOptCluster.create(
                        plan.getCluster().getPlanner(), new RexBuilder(SqlTypes.FACTORY));
        SqlToRelConverter converter =
                new SqlToRelConverter(
                        (_, _, _, _) -> {
                            throw new UnsupportedOperationException("views are bound in KQL");
                        },
                        validator,
                        reader,
                        cluster,
                        new SqlConvertlets(),
                        CONVERSION);
        RelRoot root = converter.convertQuery(valid, false, true);
        PlanTranslator translator =
                new PlanTranslator(plan.getCluster(), new ExpressionBinder(binding));
        RelNode rows = translator.translate(root.project(true));
        return new BoundQuery(rows, columns(root, rows), Optional.empty());
    }

    /** An expression without a name of its own is called after its place. */
    private static List<ResultColumn> columns(RelRoot root, RelNode rows) {
        List<ResultColumn> columns = new ArrayList<>();
        List<RelDataTypeField> fields = rows.getRowType().getFieldList();
        List<String> names = root.validatedRowType.getFieldNames();
        for (int i = 0; i < fields.size(); i++) {
            boolean unnamed = names.get(i).startsWith("EXPR$");
            String name = unnamed ? "Column" + (i + 1) : names.get(i);
            columns.add(
                    new ResultColumn(
                            unnamed && names.contains(name) ? name + "_" : name,
                            KqlTypes.columnType(fields.get(i).getType())));
        }
        return columns;
    }

    private List<String> names() {
        return catalog.tables().stream().map(TableDef::name).toList();
    }

    /** The columns of every table that the tree names, and every other name in it. */
    private Set<String> columnsOf(SqlNode tree) {
        Set<String> columns = new HashSet<>();
        tree.accept(
                new SqlBasicVisitor<Void>() {
                    @Override
                    public Void visit(SqlIdentifier name) {
                        String last = name.names.getLast();
                        Optional<TableDef> table = catalog.table(last);
                        table.ifPresent(found ->
                                found.columns().forEach(column -> columns.add(column.name())));
                        return null;
                    }
                });
        return columns;
    }
}
