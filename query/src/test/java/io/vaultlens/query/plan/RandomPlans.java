package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Makes questions for latest states by chance: filters below and above, keys, projections. */
final class RandomPlans {
    private static final int TIME = 0;
    private static final int ID = 1;
    private static final int KIND = 2;
    private static final int STATUS = 3;
    private static final int AMOUNT = 4;
    private static final KqlOperator BIN =
            new KqlOperator(
                    "bin", KqlTypes.of(ColumnType.DATETIME), Spelling.template("($1 // $2 * $2)"));
    private static final List<SqlOperator> COMPARISONS =
            List.of(
                    SqlStdOperatorTable.LESS_THAN,
                    SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                    SqlStdOperatorTable.GREATER_THAN,
                    SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
                    SqlStdOperatorTable.NOT_EQUALS,
                    SqlStdOperatorTable.EQUALS);

    private final Random random;
    private final TableDef table;

    RandomPlans(Random random, TableDef table) {
        this.random = random;
        this.table = table;
    }

    RelNode next() {
        PlanBuilder builder = PlanBuilder.create().read(table);
        for (int i = random.nextInt(3); i > 0; i--) {
            builder.where(condition(builder, 2));
        }
        int key = builder.peek().getRowType().getFieldNames().indexOf(TableRead.KEY);
        if (random.nextInt(3) == 0) {
            List<RexNode> nodes = new ArrayList<>(builder.fields());
            nodes.set(AMOUNT, builder.rex().number(random.nextInt(3)));
            builder.columns(nodes, builder.peek().getRowType().getFieldNames());
        }
        List<Integer> keys =
                switch (random.nextInt(5)) {
                    case 0 -> List.of(ID, KIND);
                    case 1 -> List.of(STATUS);
                    default -> List.of(ID);
                };
        builder.latest(keys, TIME, random.nextInt(8) > 0, OptionalInt.of(key));
        if (random.nextBoolean()) {
            builder.where(condition(builder, 1));
        }
        List<RexNode> nodes = new ArrayList<>(builder.fields().subList(0, key));
        return builder.columns(nodes, builder.peek().getRowType().getFieldNames().subList(0, key))
                .build();
    }

    private RexNode condition(PlanBuilder builder, int depth) {
        KqlRex rex = builder.rex();
        if (depth > 0 && random.nextInt(2) == 0) {
            SqlOperator operator =
                    random.nextInt(3) == 0 ? SqlStdOperatorTable.OR : SqlStdOperatorTable.AND;
            return rex.makeCall(
                    operator, condition(builder, depth - 1), condition(builder, depth - 1));
        }
        SqlOperator comparison = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        RexNode moment =
                rex.literal(ColumnType.DATETIME, (long) random.nextInt(StatesStore.MOMENTS));
        return switch (random.nextInt(8)) {
            case 0 -> equal(builder, ID, "id" + random.nextInt(6));
            case 1, 2 -> equal(builder, KIND, "kind" + random.nextInt(2));
            case 3 -> equal(builder, STATUS, "status" + random.nextInt(3));
            case 4 -> rex.makeCall(comparison, moment, builder.field(TIME));
            case 5 -> {
                RexNode step = rex.literal(ColumnType.TIMESPAN, 4L);
                yield rex.makeCall(comparison, rex.call(BIN, builder.field(TIME), step), moment);
            }
            default -> rex.makeCall(comparison, builder.field(TIME), moment);
        };
    }

    private static RexNode equal(PlanBuilder builder, int column, String value) {
        return builder.equals(builder.field(column), builder.rex().text(value));
    }
}
