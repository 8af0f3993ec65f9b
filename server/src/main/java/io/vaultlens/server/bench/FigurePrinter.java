package io.vaultlens.server.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints figures as lines for people or as one JSON array. */
final class FigurePrinter {
    private FigurePrinter() {}

    static void json(List<Figure> figures, PrintStream out) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (Figure figure : figures) {
            ObjectNode object = array.addObject();
            object.put("name", figure.name());
            putOptional(object, "value", figure.value());
            object.put("unit", figure.unit());
            putOptional(object, "reference", figure.reference());
            putOptional(object, "ratio", figure.ratio());
            object.put("note", figure.note());
        }
        out.println(array.toPrettyString());
    }

    private static void putOptional(ObjectNode object, String name, OptionalDouble figure) {
        if (figure.isPresent()) {
            object.put(name, rounded(figure.getAsDouble()));
        } else {
            object.putNull(name);
        }
    }

    /** Four digits say what a measurement can say. */
    private static BigDecimal rounded(double figure) {
        BigDecimal four = BigDecimal.valueOf(figure).round(new MathContext(4)).stripTrailingZeros();
        return four.scale() < 0 ? four.setScale(0) : four;
    }

    static void table(List<Figure> figures, PrintStream out) {
        String line = "%-28s %12s %-8s %12s %8s  %s%n";
        out.printf(Locale.ROOT, line, "name", "value", "unit", "reference", "ratio", "note");
        for (Figure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    line,
                    figure.name(),
                    plain(figure.value()),
                    figure.unit(),
                    plain(figure.reference()),
                    plain(figure.ratio()),
                    figure.note());
        }
    }

    private static String plain(OptionalDouble figure) {
        return figure.isPresent() ? rounded(figure.getAsDouble()).toPlainString() : "-";
    }
}
