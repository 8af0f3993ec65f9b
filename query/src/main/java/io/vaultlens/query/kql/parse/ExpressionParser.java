package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.MembershipOperator;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads scalar expressions, and queries where an expression may stand. */
final class ExpressionParser {
    private static final int LONGEST_CHAIN = 500;
    private static final int TIGHTEST = 7;
    private static final Set<String> QUALIFIERS =
            Set.of("cluster", "database", "workspace", "app", "resource", "adx", "arg");

    private final Grammar grammar;
    private final Cursor cursor;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    /** A scalar expression or a whole pipeline, as arguments and lets take either. */
    Expression value() {
        Span start = cursor.peek().span();
        if (grammar.sources().startsHere()) {
            Pipeline pipeline = grammar.pipelines().pipeline();
            return new Expression.Subquery(pipeline, pipeline.span());
        }
        Expression expression = expression();
        if (!cursor.is("|") || !grammar.sources().canBe(expression)) {
            return expression;
        }
        Source source = grammar.sources().from(expression);
        Pipeline pipeline = grammar.pipelines().continued(source, start);
        return new Expression.Subquery(pipeline, pipeline.span());
    }

    /** A scalar expression. */
    Expression expression() {
        cursor.enter();
        Expression expression = binary(1);
        cursor.leave();
        return expression;
    }

    /** A scalar expression without comparisons, as where the word {@code in} may follow it. */
    Expression sum() {
        return binary(BinaryOperator.PLUS.strength());
    }

    /** Operators of this strength and tighter ones, each chain grouped from the left. */
    private Expression binary(int strength) {
        if (strength > TIGHTEST) {
            return signed();
        }
        Expression left = binary(strength + 1);
        for (int links = 0; ; links++) {
            if (links > LONGEST_CHAIN) {
                throw cursor.fault(
                        cursor.peek().span(),
                        "the expression has more than "
                                + LONGEST_CHAIN
                                + " operators in a row; compare with a list: x in (…)");
            }
            Optional<BinaryOperator> operator = binaryOperator(strength);
            if (operator.isPresent()) {
                left = binary(left, operator.get());
            } else if (strength == BinaryOperator.EQUAL.strength() && membership().isPresent()) {
                left = membership(left, membership().get());
            } else if (strength == BinaryOperator.EQUAL.strength()
                    && (cursor.is("between") || cursor.is("!between"))) {
                left = between(left);
            } else {
                return left;
            }
        }
    }

    private Expression binary(Expression left, BinaryOperator operator) {
        Span start = cursor.next().span();
        if (operator == BinaryOperator.MATCHES_REGEX) {
            cursor.expect("regex");
        }
        Span written = cursor.since(start);
        Expression right = binary(operator.strength() + 1);
        Span span = left.span().to(right.span());
        return new Expression.Binary(operator, left, right, written, span);
    }

    private Optional<BinaryOperator> binaryOperator(int strength) {
        Token token = cursor.peek();
        if (token.kind() != Kind.SIGN && token.kind() != Kind.WORD) {
            return Optional.empty();
        }
        for (BinaryOperator operator : BinaryOperator.values()) {
            boolean regex = operator == BinaryOperator.MATCHES_REGEX;
            if (operator.strength() == strength
                    && token.text().equals(regex ? "matches" : operator.symbol())
                    && (operator != BinaryOperator.SEARCH_TERM || grammar.inSearch())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Optional<MembershipOperator> membership() {
        for (MembershipOperator operator : MembershipOperator.values()) {
            if (cursor.is(operator.symbol())) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Expression membership(Expression value, MembershipOperator operator) {
        Span written = cursor.next().span();
        if (!cursor.is("(")) {
            throw cursor.expected("'(' and a list, as in: in (\"a\", \"b\")");
        }
        cursor.next();
        List<Expression> items = new ArrayList<>();
        while (!cursor.is(")")) {
            items.add(value());
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return new Expression.Membership(
                operator, value, items, written, cursor.since(value.span()));
    }

    private Expression between(Expression value) {
        boolean negated = cursor.next().text().startsWith("!");
        if (!cursor.is("(")) {
            throw cursor.expected("'(' and two values, as in: between (1 .. 2)");
        }
        cursor.next();
        Expression low = expression();
        if (!cursor.accept("..")) {
            throw cursor.expected("'..' between the two values, as in: between (1 .. 2)");
        }
        Expression high = expression();
        cursor.expect(")");
        return new Expression.Between(value, low, high, negated, cursor.since(value.span()));
    }

    private Expression signed() {
        if (!cursor.is("-") && !cursor.is("+")) {
            return postfix();
        }
        cursor.enter();
        Token sign = cursor.next();
        Expression operand = signed();
        cursor.leave();
        return new Expression.Sign(
                sign.text().equals("-"), operand, sign.span().to(operand.span()));
    }

    /** A primary expression with its properties and indexes. */
    Expression postfix() {
        Expression result = primary();
        for (int links = 0; cursor.is(".") || cursor.is("["); links++) {
            if (links > LONGEST_CHAIN) {
                throw cursor.fault(cursor.peek().span(), "the path is too long");
            }
            boolean dot = cursor.accept(".");
            if (dot && !cursor.is("[")) {
                Name name = grammar.names().name("a property's name");
                result = new Expression.Member(result, name, cursor.since(result.span()));
            } else {
                result = index(result, dot);
            }
        }
        return result;
    }

    /** {@code a["b"]} is an index even where {@code a.["b"]} names a property: both read it. */
    private Expression index(Expression object, boolean dot) {
        if (dot) {
            Name name = grammar.names().name("a property's name");
            return new Expression.Member(object, name, cursor.since(object.span()));
        }
        cursor.expect("[");
        Expression index = expression();
        cursor.expect("]");
        return new Expression.Index(object, index, cursor.since(object.span()));
    }

    private Expression primary() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case TEXT -> text();
            case WHOLE, REAL, TIMESPAN, TYPED -> literal();
            case WORD -> word();
            case SIGN -> {
                if (token.is("(")) {
                    yield parenthesized();
                }
                if (token.is("[")) {
                    Name name = grammar.names().name("an expression");
                    yield new Expression.Reference(name.text(), name.span());
                }
                if (token.is("*")) {
                    cursor.next();
                    yield new Expression.Star(token.span());
                }
                throw cursor.expected(
                        token.is("{")
                                ? "an expression; put the value of the workbook's parameter here"
                                : "an expression");
            }
            case BROKEN, END -> throw cursor.expected("an expression");
        };
    }

    private Expression parenthesized() {
        cursor.expect("(");
        Expression inner = value();
        if (cursor.is(",")) {
            throw cursor.expected("')'; a list stands only after in, has_any and has_all");
        }
        cursor.expect(")");
        return inner;
    }

    /** Texts side by side are one. */
    Expression.Literal text() {
        Token first = cursor.next();
        StringBuilder content = new StringBuilder(first.text());
        while (cursor.is(Kind.TEXT)) {
            content.append(cursor.next().text());
        }
        Span span = cursor.since(first.span());
        return new Expression.Literal(ColumnType.STRING, content.toString(), span);
    }

    private Expression literal() {
        Token token = cursor.next();
        try {
            return switch (token.kind()) {
                case WHOLE -> Literals.whole(ColumnType.LONG, token.text(), token.span());
                case REAL -> Literals.real(token.text(), token.span());
                case TIMESPAN -> Literals.timespan(token.text(), token.span());
                default -> Literals.typed(token.type(), token.text(), token.span());
            };
        } catch (Literals.Mistake e) {
            throw cursor.fault(e.place().orElse(token.span()), e.getMessage());
        }
    }

    private Expression word() {
        Token token = cursor.peek();
        if (cursor.peek(1).is("(")) {
            return token.text().equals("typeof") ? typeOf() : callOrQualified();
        }
        cursor.next();
        return switch (token.text()) {
            case "true", "True", "TRUE" ->
                    new Expression.Literal(ColumnType.BOOL, true, token.span());
            case "false", "False", "FALSE" ->
                    new Expression.Literal(ColumnType.BOOL, false, token.span());
            default -> new Expression.Reference(token.text(), token.span());
        };
    }

    private Expression typeOf() {
        Span start = cursor.next().span();
        cursor.expect("(");
        ColumnType type = grammar.names().type();
        cursor.expect(")");
        return new Expression.TypeOf(type, cursor.since(start));
    }

    private Expression callOrQualified() {
        Expression.Call call = call();
        if (!QUALIFIERS.contains(call.name().text()) || !cursor.is(".")) {
            return call;
        }
        Source source = grammar.sources().qualified(call);
        return new Expression.Subquery(
                new Pipeline(source, List.of(), source.span()), source.span());
    }

    /** {@code name(arguments)}. */
    Expression.Call call() {
        Name name = grammar.names().name("a function");
        cursor.expect("(");
        List<Expression.Argument> arguments = new ArrayList<>();
        while (!cursor.is(")")) {
            arguments.add(argument());
            if (!cursor.accept(",")) {
                break;
            }
        }
        if (!cursor.is(")")) {
            throw cursor.expected("',' or ')' in the arguments of " + name.text() + "()");
        }
        cursor.next();
        return new Expression.Call(name, arguments, cursor.since(name.span()));
    }

    private Expression.Argument argument() {
        if (cursor.is(Kind.WORD) && cursor.peek(1).is("=")) {
            Name name = grammar.names().name("an argument's name");
            cursor.expect("=");
            return new Expression.Argument(Optional.of(name), value());
        }
        return new Expression.Argument(Optional.empty(), value());
    }
}
