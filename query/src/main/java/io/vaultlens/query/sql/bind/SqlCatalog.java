package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.plan.KqlTypes;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;

/** The catalogue's tables and views as SQL's validator sees them, for one text. */
final class SqlCatalog {
    /** The names under which the one database may be written before a table. */
    private static final List<String> DATABASES = List.of("vaultlens", "NetDefaultDB", "dbo");

    private final Catalog catalog;
    private final java.util.Set<String> names;
    private final Function<TableDef, RelNode> rows;
    private final Map<String, Rows> found = new HashMap<>();

    /**
     * @param names the names of all tables, found in any letter case
     * @param rows the rows of a table or view, exactly its columns
     */
    SqlCatalog(Catalog catalog, java.util.Set<String> names, Function<TableDef, RelNode> rows) {
        this.catalog = catalog;
        this.names = names;
        this.rows = rows;
    }

    /** A table of a text: its rows are bound when it is first asked for. */
    static final class Rows extends AbstractTable {
        private final RelNode plan;

        private Rows(RelNode plan) {
            this.plan = plan;
        }

        /** The rows within the plan. */
        RelNode plan() {
            return plan;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder columns = factory.builder();
            for (RelDataTypeField field : plan.getRowType().getFieldList()) {
                columns.add(
                        field.getName(),
                        SqlTypes.of(
                                KqlTypes.columnType(field.getType()),
                                field.getType().isNullable()));
            }
            return columns.build();
        }
    }

    /** The reader that validation asks. */
    CalciteCatalogReader reader() {
        Map<String, Schema> databases = new HashMap<>();
        DATABASES.forEach(name -> databases.put(name, new Tables(Map.of())));
        CalciteSchema root =
                CalciteSchema.createRootSchema(false, false, "", new Tables(databases));
        return new Reader(root);
    }

    private final class Tables extends AbstractSchema {
        private final Map<String, Schema> inner;

        Tables(Map<String, Schema> inner) {
            this.inner = inner;
        }

        @Override
        protected Map<String, Schema> getSubSchemaMap() {
            return inner;
        }

        @Override
        protected Map<String, Table> getTableMap() {
            return new Named();
        }
    }

    /** All tables by name; a view is read when it is named. */
    private final class Named extends java.util.AbstractMap<String, Table> {
        @Override
        public Table get(Object name) {
            return catalog.table(name.toString()).map(SqlCatalog.this::table).orElse(null);
        }

        @Override
        public java.util.Set<String> keySet() {
            return names;
        }

        @Override
        public java.util.Set<Entry<String, Table>> entrySet() {
            throw new UnsupportedOperationException("a table is asked for by name");
        }
    }

    private Rows table(TableDef table) {
        return found.computeIfAbsent(
                table.name().toLowerCase(Locale.ROOT), _ -> new Rows(rows.apply(table)));
    }

    private static final class Reader extends CalciteCatalogReader {
        Reader(CalciteSchema root) {
            super(
                    root,
                    new SqlNames(),
                    List.of(List.of()),
                    SqlTypes.FACTORY,
                    new CalciteConnectionConfigImpl(new Properties()));
        }
    }
}
