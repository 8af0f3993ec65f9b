package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Works out AND, OR, NOT, CASE and comparisons as far as their operands are literals. */
final class ConstantConnectives {
    private final KqlRex rex;

    ConstantConnectives(KqlRex rex) {
        this.rex = rex;
    }

    /** What a call comes to; empty where that depends on a row. */
    Optional<RexNode> value(RexCall call) {
        return switch (call.getKind()) {
            case AND -> joined(call, true);
            case OR -> joined(call, false);
            case NOT -> truth(call.operands.getFirst()).map(each -> bool(!each));
            case IS_TRUE -> truth(call.operands.getFirst()).map(this::bool);
            case IS_NOT_TRUE -> truth(call.operands.getFirst()).map(each -> bool(!each));
            case IS_NULL -> literal(call.operands.getFirst()).map(each -> bool(each.isNull()));
            case IS_NOT_NULL -> literal(call.operands.getFirst()).map(each -> bool(!each.isNull()));
            case CASE -> choice(call);
            case EQUALS, IS_NOT_DISTINCT_FROM -> equal(call).map(this::bool);
            case NOT_EQUALS, IS_DISTINCT_FROM -> equal(call).map(each -> bool(!each));
            case LESS_THAN -> order(call).map(each -> bool(each < 0));
            case LESS_THAN_OR_EQUAL -> order(call).map(each -> bool(each <= 0));
            case GREATER_THAN -> order(call).map(each -> bool(each > 0));
            case GREATER_THAN_OR_EQUAL -> order(call).map(each -> bool(each >= 0));
            default -> Optional.empty();
        };
    }

    /** An AND, of which true parts are left out, or an OR, of which false ones are. */
    private Optional<RexNode> joined(RexCall call, boolean neutral) {
        List<RexNode> open = new ArrayList<>();
        for (RexNode each : call.operands) {
            Optional<Boolean> known = truth(each);
            if (known.isEmpty()) {
                open.add(each);
            } else if (known.get() != neutral) {
                return Optional.of(bool(!neutral));
            }
        }
        if (open.size() == call.operands.size()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (open.size()) {
                    case 0 -> bool(neutral);
                    case 1 -> open.getFirst();
                    default -> call.clone(call.getType(), open);
                });
    }

    private Optional<RexNode> choice(RexCall call) {
        List<RexNode> open = new ArrayList<>();
        List<RexNode> given = call.operands;
        for (int i = 0; i + 1 < given.size(); i += 2) {
            Optional<Boolean> known = truth(given.get(i));
            if (known.isPresent() && known.get()) {
                open.add(given.get(i + 1));
                return Optional.of(chosen(call, open));
            }
            if (known.isEmpty()) {
                open.add(given.get(i));
                open.add(given.get(i + 1));
            }
        }
        open.add(given.getLast());
        return open.size() == given.size() ? Optional.empty() : Optional.of(chosen(call, open));
    }

    private static RexNode chosen(RexCall call, List<RexNode> open) {
        return open.size() == 1 ? open.getFirst() : call.clone(call.getType(), open);
    }

    private static Optional<Boolean> equal(RexCall call) {
        Optional<Object> one = known(call.operands.get(0));
        Optional<Object> other = known(call.operands.get(1));
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        boolean exact = isExact(one.get()) && one.get().getClass() == other.get().getClass();
        return exact ? Optional.of(one.get().equals(other.get())) : Optional.empty();
    }

    private static Optional<Integer> order(RexCall call) {
        Optional<Object> one = known(call.operands.get(0));
        Optional<Object> other = known(call.operands.get(1));
        return one.isPresent()
                        && other.isPresent()
                        && one.get() instanceof Long left
                        && other.get() instanceof Long right
                ? Optional.of(Long.compare(left, right))
                : Optional.empty();
    }

    /** Whether equality in Java is equality in the engine; JSON and fractions are not so sure. */
    private static boolean isExact(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean;
    }

    private RexNode bool(boolean value) {
        return rex.makeLiteral(value);
    }

    private static Optional<Boolean> truth(RexNode node) {
        return known(node).filter(Boolean.class::isInstance).map(Boolean.class::cast);
    }

    /** The value of a literal that is not null and no JSON. */
    private static Optional<Object> known(RexNode node) {
        return literal(node)
                .filter(each -> KqlTypes.columnType(each.getType()) != ColumnType.DYNAMIC)
                .flatMap(each -> Optional.ofNullable(KqlRex.value(each)));
    }

    private static Optional<RexLiteral> literal(RexNode node) {
        return node instanceof RexLiteral literal ? Optional.of(literal) : Optional.empty();
    }
}
