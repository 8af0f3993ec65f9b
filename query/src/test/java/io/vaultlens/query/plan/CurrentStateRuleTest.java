package io.vaultlens.query.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CurrentStateRuleTest {
    private static final int PLANS = 400;
    private static final int KEY = 6;

    private static StatesStore states;

    @BeforeAll
    static void open() {
        states = new StatesStore(new Random(7), 120);
    }

    @AfterAll
    static void close() {
        states.close();
    }

    @Test
    void theRuleChangesNoAnswer() {
        RandomPlans plans = new RandomPlans(new Random(11), states.table());
        int used = 0;
        int split = 0;
        for (int i = 0; i < PLANS; i++) {
            RelNode plain = plans.next();
            RelNode current = new CurrentStateRule().apply(plain);
            used += StatesStore.readsCurrent(current) ? 1 : 0;
            split += RelOptUtil.toString(current).contains("LogicalUnion") ? 1 : 0;
            assertEquals(states.rows(plain), states.rows(current), states.sql(plain));
        }
        assertTrue(used > PLANS / 8, "the rule was used " + used + " times");
        assertTrue(split > PLANS / 40, "the rule split " + split + " times");
    }

    @Test
    void pruningChangesNoAnswer() {
        RandomPlans plans = new RandomPlans(new Random(13), states.table());
        for (int i = 0; i < PLANS; i++) {
            RelNode plain = new CurrentStateRule().apply(plans.next());
            RelNode pruned = new ColumnPruner().apply(plain);
            assertEquals(states.rows(plain), states.rows(pruned), states.sql(pruned));
        }
    }

    @Test
    void accessEqualsADatabaseWithTheCallersRowsAlone() {
        RandomPlans plans = new RandomPlans(new Random(17), states.table());
        Access access = new Access(false, List.of("/vaults/V1", "/vaults/v3/"));
        try (StatesStore filtered = new StatesStore(new Random(7), 120)) {
            String mine = "lower(ResourceId) IN ('/vaults/v1', '/vaults/v3')";
            filtered.delete("NOT " + mine);
            for (int i = 0; i < PLANS; i++) {
                RelNode plain = plans.next();
                BoundQuery query = new BoundQuery(plain, List.of(), java.util.Optional.empty());
                RelNode limited = new Planner().plan(query, access);
                assertEquals(filtered.rows(plain), states.rows(limited), states.sql(limited));
            }
        }
    }

    @Test
    void aScopeThatCanChangeGoesOverHistory() {
        RelNode plan = latestById(PlanBuilder.create().read(states.table()));
        Access access = new Access(false, List.of("/vaults/v1"));
        RelNode limited = new CurrentStateRule().apply(new AccessRule(access).apply(plan));
        assertFalse(StatesStore.readsCurrent(limited), states.sql(limited));
    }

    @Test
    void aKeyThatAFilterFixesIsPartOfTheKey() {
        PlanBuilder builder = PlanBuilder.create().read(states.table());
        RexNode kind = builder.equals(builder.field("Kind"), builder.rex().text("kind1"));
        RelNode plan = new CurrentStateRule().apply(latestById(builder.where(kind)));
        assertTrue(states.sql(plan).contains("\"States_current2\""), states.sql(plan));
    }

    @Test
    void aFilterOnAnotherColumnGoesOverHistory() {
        PlanBuilder builder = PlanBuilder.create().read(states.table());
        RexNode status = builder.equals(builder.field("Status"), builder.rex().text("status1"));
        RelNode plan = new CurrentStateRule().apply(latestById(builder.where(status)));
        assertFalse(StatesStore.readsCurrent(plan), states.sql(plan));
    }

    @Test
    void aSharedNodeIsWrittenOnceWithTheColumnsOfAllItsParents() {
        PlanBuilder builder = PlanBuilder.create().read(states.table());
        RelNode shared =
                builder.where(builder.equals(builder.field("Kind"), builder.rex().text("kind1")))
                        .build();
        RelNode left =
                builder.push(shared).columns(builder.fields(List.of(1)), List.of("a")).build();
        RelNode right =
                builder.push(shared).columns(builder.fields(List.of(3)), List.of("a")).build();
        RelNode plan = builder.push(left).push(right).union(true).build();
        String sql = states.sql(new ColumnPruner().apply(plan));
        assertEquals(
                "WITH shared0 AS (SELECT t0.\"Id\", t0.\"Kind\", t0.\"Status\" FROM"
                        + " (SELECT \"Id\", \"Kind\", \"Status\" FROM \"States_past\" UNION ALL"
                        + " SELECT \"Id\", \"Kind\", \"Status\" FROM \"States_current\") AS t0"
                        + " WHERE (t0.\"Kind\" = 'kind1')) SELECT t3.\"a\" FROM"
                        + " ((SELECT t1.\"Id\" AS \"a\" FROM shared0 AS t1) UNION ALL"
                        + " (SELECT t2.\"Status\" AS \"a\" FROM shared0 AS t2)) AS t3",
                sql);
    }

    @Test
    void rowsWithoutATimeCountOnlyWhereThereAreNoOthers() {
        try (StatesStore some = new StatesStore(new Random(1), 1)) {
            some.delete("true");
            some.run(
                    "INSERT INTO States_past (TimeGenerated, Id, Status, _key, _arrived) VALUES"
                            + " (NULL, 'a', 'none', 9, 0), (3, 'a', 'three', 1, 0),"
                            + " (3, 'a', 'tie', 2, 0), (NULL, 'b', 'only', 5, 0)");
            for (boolean stored : List.of(true, false)) {
                PlanBuilder builder = PlanBuilder.create().read(some.table());
                if (!stored) {
                    builder.columns(builder.fields(), builder.peek().getRowType().getFieldNames());
                }
                RelNode plan = latestById(builder);
                List<String> rows = some.rows(plan);
                assertTrue(rows.get(0).contains("tie"), rows.toString());
                assertTrue(rows.get(1).contains("only"), rows.toString());
            }
        }
    }

    private static RelNode latestById(PlanBuilder builder) {
        return builder.latest(List.of(1), 0, true, OptionalInt.of(KEY)).build();
    }

    @Test
    void aDatetimeLiteralKeepsItsSeventhDigit() {
        PlanBuilder builder = PlanBuilder.create().oneRow();
        RexNode moment = builder.rex().literal(ColumnType.DATETIME, 638_000_000_001_234_567L);
        RelNode plan = builder.columns(List.of(moment), List.of("t")).build();
        assertEquals(List.of("[638000000001234567]"), states.rows(plan));
    }
}
