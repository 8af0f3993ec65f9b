package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;

/** Writes expressions; each operator in parentheses, so that no rule of precedence is needed. */
final class ExpressionPrinter {
    private final Printer out;

    ExpressionPrinter(Printer out) {
        this.out = out;
    }

    void print(Expression expression) {
        switch (expression) {
            case Expression.Literal literal -> literal(literal);
            case Expression.NullLiteral literal -> out.add(literal.type().kqlName() + "(null)");
            case Expression.TypeOf type -> out.add("typeof(" + type.type().kqlName() + ")");
            case Expression.Reference reference -> out.name(reference.name());
            case Expression.Star _ -> out.add("*");
            case Expression.Sign sign ->
                    out.add(sign.negative() ? "(-" : "(+").expression(sign.operand()).add(")");
            case Expression.Binary binary ->
                    out.add("(")
                            .expression(binary.left())
                            .add(" " + binary.operator().symbol() + " ")
                            .expression(binary.right())
                            .add(")");
            case Expression.Between between ->
                    out.add("(")
                            .expression(between.value())
                            .add(between.negated() ? " !between (" : " between (")
                            .expression(between.low())
                            .add(" .. ")
                            .expression(between.high())
                            .add("))");
            case Expression.Membership in ->
                    out.add("(")
                            .expression(in.value())
                            .add(" " + in.operator().symbol() + " (")
                            .list(in.items(), out::expression)
                            .add("))");
            case Expression.Call call ->
                    out.add(call.name().text())
                            .add("(")
                            .list(call.arguments(), this::argument)
                            .add(")");
            case Expression.Member member ->
                    out.expression(member.object()).add(".").name(member.name());
            case Expression.Index index ->
                    out.expression(index.object()).add("[").expression(index.index()).add("]");
            case Expression.Subquery query -> out.nested(query.pipeline());
        }
    }

    private void argument(Expression.Argument argument) {
        argument.name().ifPresent(name -> out.add(name.text()).add("="));
        out.expression(argument.value());
    }

    private void literal(Expression.Literal literal) {
        String type = literal.type().kqlName();
        Object value = literal.value();
        String text =
                switch (literal.type()) {
                    case STRING -> quoted((String) value);
                    case DATETIME -> type + "(" + DatetimeText.fromTicks((Long) value) + ")";
                    case TIMESPAN -> type + "(" + TimespanText.fromTicks((Long) value) + ")";
                    case REAL -> type + "(" + real((Double) value) + ")";
                    case BOOL, INT, LONG, DECIMAL, GUID, DYNAMIC -> type + "(" + value + ")";
                };
        out.add(text);
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+inf" : "-inf";
        }
        return Double.toString(value);
    }

    /** A text in double quotes with its escapes. */
    static String quoted(String content) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        text.append(String.format("\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }
}
