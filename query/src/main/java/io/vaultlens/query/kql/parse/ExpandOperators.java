package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.ExpandItem;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.ParsePart;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operators that take values apart: mv-expand, mv-apply and the parse family. */
final class ExpandOperators {
    private final Grammar grammar;
    private final Cursor cursor;

    ExpandOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator mvExpand(Span start) {
        boolean pairs = false;
        Optional<Name> index = Optional.empty();
        for (Option option : expandOptions()) {
            switch (option.name()) {
                case "bagexpansion", "kind" -> pairs = option.value().equals("array");
                case "with_itemindex" -> index = itemIndex(option);
                default -> throw cursor.fault(option.span(), "unknown setting " + option.name());
            }
        }
        List<ExpandItem> items = grammar.names().list(this::expandItem);
        Optional<Expression> limit = limit();
        return new Operator.MvExpand(items, pairs, index, limit, cursor.since(start));
    }

    /** Only these settings: {@code mv-expand a = b} names a column instead. */
    private List<Option> expandOptions() {
        List<Option> options = new ArrayList<>();
        while ((cursor.is("bagexpansion") || cursor.is("kind") || cursor.is("with_itemindex"))
                && cursor.peek(1).is("=")) {
            options.add(grammar.names().option());
        }
        return options;
    }

    private static Optional<Name> itemIndex(Option option) {
        return Optional.of(new Name(option.value(), option.span()));
    }

    private ExpandItem expandItem() {
        NamedExpression value = grammar.names().named();
        return new ExpandItem(value, toType());
    }

    private Optional<ColumnType> toType() {
        if (!cursor.is("to") || !cursor.peek(1).is("typeof")) {
            return Optional.empty();
        }
        cursor.next();
        cursor.next();
        cursor.expect("(");
        ColumnType type = grammar.names().type();
        cursor.expect(")");
        return Optional.of(type);
    }

    private Optional<Expression> limit() {
        return cursor.accept("limit")
                ? Optional.of(grammar.expressions().expression())
                : Optional.empty();
    }

    Operator mvApply(Span start) {
        Optional<Name> index = Optional.empty();
        for (Option option : expandOptions()) {
            index = option.name().equals("with_itemindex") ? itemIndex(option) : index;
        }
        List<ExpandItem> items =
                cursor.is("on") ? List.of() : grammar.names().list(this::expandItem);
        Optional<Expression> limit = limit();
        cursor.expect("on");
        Pipeline body = grammar.body();
        return new Operator.MvApply(items, index, limit, body, cursor.since(start));
    }

    Operator parse(boolean filter, Span start) {
        String kind = "simple";
        String flags = "";
        while (cursor.is("kind") || cursor.is("flags")) {
            if (!cursor.peek(1).is("=")) {
                break;
            }
            Option option = grammar.names().option();
            if (option.name().equals("kind")) {
                kind = option.value();
            } else {
                flags = option.value();
            }
        }
        if (!List.of("simple", "relaxed", "regex").contains(kind)) {
            throw cursor.fault(
                    cursor.last().span(),
                    "unknown kind '" + kind + "'; the kinds are simple, relaxed and regex");
        }
        Expression value = grammar.expressions().expression();
        cursor.expect("with");
        List<ParsePart> parts = new ArrayList<>();
        while (startsPart()) {
            parts.add(part());
        }
        if (parts.isEmpty()) {
            throw cursor.expected("texts, columns and * that make up the pattern");
        }
        return new Operator.Parse(
                filter, kind, flags, value, List.copyOf(parts), cursor.since(start));
    }

    private boolean startsPart() {
        return cursor.is(Kind.TEXT)
                || cursor.is(Kind.WORD)
                || cursor.is("*")
                || cursor.is("[") && cursor.peek(1).kind() == Kind.TEXT;
    }

    private ParsePart part() {
        Token token = cursor.peek();
        if (token.kind() == Kind.TEXT) {
            Expression.Literal text = grammar.expressions().text();
            return new ParsePart.Text((String) text.value(), text.span());
        }
        if (cursor.accept("*")) {
            return new ParsePart.Skip(token.span());
        }
        Name name = grammar.names().name("a column's name");
        Optional<ColumnType> type =
                cursor.accept(":") ? Optional.of(grammar.names().type()) : Optional.empty();
        return new ParsePart.Column(name, type, cursor.since(name.span()));
    }

    Operator parseKv(Span start) {
        Expression value = grammar.expressions().expression();
        cursor.expect("as");
        List<SchemaColumn> columns = grammar.names().schema();
        List<NamedExpression> options = List.of();
        if (cursor.accept("with")) {
            cursor.expect("(");
            options = cursor.is(")") ? List.of() : grammar.names().namedList();
            cursor.expect(")");
        }
        return new Operator.ParseKv(value, List.copyOf(columns), options, cursor.since(start));
    }
}
