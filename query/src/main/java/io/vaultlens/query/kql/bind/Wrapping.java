package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Writes arithmetic over 64-bit whole numbers whose result may need more bits.
 *
 * <p>The database ends with an error there, where KQL's numbers wrap round: {@code
 * 9223372036854775807 + 1} is {@code -9223372036854775808}. Columns and literals are tried as they
 * are, which costs nothing, and worked out with 128 bits only where that fails; anything longer
 * would be written twice for that, so it goes by 128 bits at once.
 */
final class Wrapping {
    private static final String HALF = "9223372036854775808";
    private static final String ALL = "18446744073709551615";

    private Wrapping() {}

    /** The SQL of {@code $1 + $2}, or another operator, that wraps round. */
    static String round(char operator, RexNode left, RexNode right) {
        boolean small =
                Binding.type(left) == ColumnType.INT && Binding.type(right) == ColumnType.INT;
        String plain = "($1 " + operator + " $2)";
        if (small) {
            return plain;
        }
        String wide = narrowed("$1::HUGEINT " + operator + " $2");
        return isShort(left) && isShort(right) ? "coalesce(try" + plain + ", " + wide + ")" : wide;
    }

    /** The SQL of {@code $1 + $2}, or another operator, that is null where 64 bits do not do. */
    static String orNull(char operator, RexNode left, RexNode right) {
        String plain = "($1 " + operator + " $2)";
        return isShort(left) && isShort(right) ? "try" + plain : plain;
    }

    /** The last 64 bits of a 128-bit number. */
    static String narrowed(String wide) {
        return "(((" + wide + " + " + HALF + ") & " + ALL + ") - " + HALF + ")::BIGINT";
    }

    private static boolean isShort(RexNode node) {
        return node instanceof RexInputRef || node instanceof RexLiteral;
    }
}
