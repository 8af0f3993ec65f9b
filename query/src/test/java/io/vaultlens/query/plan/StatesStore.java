package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.store.Store;
import io.vaultlens.query.engine.EngineQuery;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.sql.write.SqlWriter;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;

/** A store with one table of states, many of them at the same moment, and its current states. */
final class StatesStore implements AutoCloseable {
    /** Moments lie between 0 and this many ticks. */
    static final int MOMENTS = 12;

    private static final String TABLE =
            """
            table: States
            doc: States of things.
            category: States
            identity: [Id, TimeGenerated, Status, Amount, ResourceId]
            current:
              - {by: [Id]}
              - {by: [Kind, Id]}
            scope: {resource: ResourceId}
            columns:
              - {name: TimeGenerated, type: datetime, from: time, doc: When.}
              - {name: Id, type: string, from: properties.Id, doc: Which.}
              - {name: Kind, type: string, from: properties.Kind, doc: Of what kind.}
              - {name: Status, type: string, from: properties.Status, doc: How it stands.}
              - {name: Amount, type: long, from: properties.Amount, doc: How much.}
              - {name: ResourceId, type: string, from: resourceId, doc: Where.}
            """;

    private final Catalog catalog = Catalog.load(Map.of("States.yaml", TABLE));
    private final Store store = Store.inMemory(catalog);
    private final DuckDbEngine engine = new DuckDbEngine(store::reader, 2);

    /** Fills the table by chance. */
    StatesStore(Random random, int rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(
                    "(%d, 'id%d', 'kind%d', 'status%d', %s, '/Vaults/v%d', %d, 0)"
                            .formatted(
                                    random.nextInt(MOMENTS),
                                    random.nextInt(6),
                                    random.nextInt(2),
                                    random.nextInt(3),
                                    random.nextInt(4) == 0 ? "NULL" : random.nextInt(9),
                                    random.nextInt(12),
                                    i * 7919 % 1009));
        }
        run("INSERT INTO States_past (%s) VALUES %s".formatted(COLUMNS, String.join(", ", values)));
        current("States_current", "Id");
        current("States_current2_rest", "Kind, Id");
        // The second key's table holds only what the first one's lacks.
        run(
                "DELETE FROM States_current2_rest"
                        + " WHERE _key IN (SELECT _key FROM States_current)");
        run("DELETE FROM States_past WHERE _key IN (SELECT _key FROM States_current)");
    }

    private static final String COLUMNS =
            "TimeGenerated, Id, Kind, Status, Amount, ResourceId, _key, _arrived";

    private void current(String table, String keys) {
        run(
                ("INSERT INTO %s (%s) SELECT %s FROM States_past QUALIFY row_number() OVER"
                                + " (PARTITION BY %s ORDER BY TimeGenerated DESC, _key DESC) = 1")
                        .formatted(table, COLUMNS, COLUMNS, keys));
    }

    Catalog catalog() {
        return catalog;
    }

    TableDef table() {
        return catalog.table("States").orElseThrow();
    }

    /** Changes the store by SQL of the test's own. */
    void run(String sql) {
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    /** Takes rows out of history alone. */
    void delete(String condition) {
        table().historyTables().forEach(part -> run("DELETE FROM " + part + " WHERE " + condition));
    }

    /** Whether a plan reads current rows, and not as a part of history. */
    static boolean readsCurrent(RelNode plan) {
        return RelOptUtil.toString(plan).contains("table=[States_current");
    }

    String sql(RelNode plan) {
        return SqlWriter.write(plan, engine.dialect());
    }

    /** The rows of a plan as texts, in order. */
    List<String> ordered(RelNode plan) {
        List<ResultColumn> columns = new ArrayList<>();
        plan.getRowType()
                .getFieldList()
                .forEach(field ->
                        columns.add(
                                new ResultColumn(
                                        field.getName(), KqlTypes.columnType(field.getType()))));
        EngineQuery query =
                new EngineQuery(sql(plan), columns, "q", 100_000, Duration.ofMinutes(1));
        List<String> texts = new ArrayList<>();
        try (Rows rows = engine.run(query)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.add(rows.value(i));
                }
                texts.add(row.toString());
            }
        }
        return texts;
    }

    /** The rows of a plan as texts, sorted: their order means nothing. */
    List<String> rows(RelNode plan) {
        List<String> texts = ordered(plan);
        Collections.sort(texts);
        return texts;
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
