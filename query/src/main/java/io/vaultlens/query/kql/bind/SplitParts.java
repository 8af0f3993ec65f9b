package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlTypes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/**
 * Reads one part of a text that is split, as in {@code tostring(split(ResourceId, "/")[4])}.
 *
 * <p>The part comes out of the list itself: no JSON is made of the parts that nobody reads.
 */
final class SplitParts {
    private static final Pattern ELEMENT = Pattern.compile("\\$\\[(-?\\d{1,9})]");

    private SplitParts() {}

    /** The part that a path into a split text means, null where there is none; else empty. */
    static Optional<RexNode> text(Binding binding, RexCall path) {
        Matcher element =
                ELEMENT.matcher(Binding.constant(path.getOperands().get(1)).orElse("").toString());
        if (!(path.getOperands().get(0) instanceof RexCall split)
                || !split.getOperator().getName().equals("split")
                || split.getOperands().size() != 2
                || Binding.constant(split.getOperands().get(1)).orElse("").equals("")
                || !element.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(element.group(1));
        long place = number < 0 ? number : number + 1;
        return Optional.of(
                binding.operator(
                        "split_part",
                        KqlTypes.nullable(ColumnType.STRING),
                        "(string_split($1, $2)[" + place + "])",
                        List.of(
                                split.getOperands().get(0),
                                split.getOperands().get(1),
                                binding.rex().number(number))));
    }
}
