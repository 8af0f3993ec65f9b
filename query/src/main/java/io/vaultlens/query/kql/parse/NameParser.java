package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads names, types, patterns, options and lists of them. */
final class NameParser {
    private final Grammar grammar;
    private final Cursor cursor;

    NameParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    /** A name, plain or as {@code ['name']}. */
    Name name(String what) {
        Token token = cursor.peek();
        if (token.is("[") && cursor.peek(1).kind() == Kind.TEXT && cursor.peek(2).is("]")) {
            cursor.next();
            String text = cursor.next().text();
            cursor.next();
            return new Name(text, cursor.since(token.span()));
        }
        if (token.kind() == Kind.TYPED) {
            throw cursor.fault(
                    token.span(),
                    "'"
                            + token.type()
                            + "' is a type here; as a name write ['"
                            + token.type()
                            + "']");
        }
        if (token.kind() != Kind.WORD) {
            throw cursor.expected(what);
        }
        cursor.next();
        return new Name(token.text(), token.span());
    }

    /** A name that may hold stars. */
    NamePattern pattern(String what) {
        Token first = cursor.peek();
        if (!first.is("*") && first.kind() != Kind.WORD) {
            Name name = name(what);
            return new NamePattern(name.text(), false, name.span());
        }
        StringBuilder text = new StringBuilder(cursor.next().text());
        boolean wildcard = first.is("*");
        while (continuesPattern()) {
            wildcard |= cursor.is("*");
            text.append(cursor.next().text());
        }
        return new NamePattern(text.toString(), wildcard, cursor.since(first.span()));
    }

    /** Whether a star or a piece of name touches the piece before it. */
    private boolean continuesPattern() {
        Token token = cursor.peek();
        boolean star = token.is("*");
        boolean piece = token.kind() == Kind.WORD || token.kind() == Kind.WHOLE;
        return token.follows(cursor.last()) && (star || piece && cursor.last().is("*"));
    }

    /** The name of a type. */
    ColumnType type() {
        Token token = cursor.peek();
        if (token.kind() != Kind.WORD) {
            throw cursor.expected("a type");
        }
        Optional<ColumnType> type = Literals.type(token.text().toLowerCase(Locale.ROOT));
        if (type.isEmpty()) {
            List<String> names =
                    Arrays.stream(ColumnType.values()).map(ColumnType::kqlName).toList();
            throw cursor.fault(
                    token.span(),
                    "unknown type '"
                            + token.text()
                            + "'"
                            + Nearest.hint(token.text(), names)
                            + "; the types are "
                            + String.join(", ", names));
        }
        cursor.next();
        return type.get();
    }

    /** {@code (name: type, …)}. */
    List<SchemaColumn> schema() {
        cursor.expect("(");
        List<SchemaColumn> columns = new ArrayList<>();
        while (!cursor.is(")")) {
            columns.add(column());
            if (!cursor.accept(",")) {
                break;
            }
        }
        cursor.expect(")");
        return columns;
    }

    /** {@code name: type}. */
    SchemaColumn column() {
        Name name = name("a column's name");
        cursor.expect(":");
        return new SchemaColumn(name, type());
    }

    /** An expression, perhaps with one name or several in parentheses. */
    NamedExpression named() {
        return named(grammar.expressions()::expression);
    }

    /** The same, but what stands after a comparison's left side is left alone. */
    NamedExpression namedSum() {
        return named(grammar.expressions()::sum);
    }

    private NamedExpression named(Supplier<Expression> expression) {
        Span start = cursor.peek().span();
        List<Name> names = cursor.is("(") ? severalNames() : oneName();
        if (cursor.is("=")) {
            cursor.next();
        }
        Expression value = expression.get();
        return new NamedExpression(names, value, cursor.since(start));
    }

    private List<Name> oneName() {
        boolean bracketed = cursor.is("[") && cursor.peek(3).is("=");
        if (bracketed || cursor.is(Kind.WORD) && cursor.peek(1).is("=")) {
            return List.of(name("a name"));
        }
        return List.of();
    }

    private List<Name> severalNames() {
        if (!cursor.afterParentheses().is("=")) {
            return List.of();
        }
        cursor.expect("(");
        List<Name> names = list(() -> name("a name"));
        cursor.expect(")");
        return names;
    }

    /** One thing or more between commas. */
    <T> List<T> list(Supplier<T> thing) {
        List<T> things = new ArrayList<>();
        do {
            things.add(thing.get());
        } while (cursor.accept(","));
        return List.copyOf(things);
    }

    /** Named expressions between commas. */
    List<NamedExpression> namedList() {
        return list(this::named);
    }

    /** Settings such as {@code kind=inner hint.strategy=shuffle}, as far as there are any. */
    List<Option> options() {
        List<Option> options = new ArrayList<>();
        while (startsOption()) {
            options.add(option());
        }
        return options;
    }

    /** Only settings whose name begins with one of these words; others may name a result. */
    List<Option> optionsNamed(String... words) {
        List<Option> options = new ArrayList<>();
        while (Arrays.stream(words).anyMatch(cursor::is) && startsOption()) {
            options.add(option());
        }
        return options;
    }

    private boolean startsOption() {
        int ahead = 0;
        while (cursor.peek(ahead).kind() == Kind.WORD && cursor.peek(ahead + 1).is(".")) {
            ahead += 2;
        }
        return cursor.peek(ahead).kind() == Kind.WORD && cursor.peek(ahead + 1).is("=");
    }

    /** One setting; its value may be a word, a number, a text or several words in parentheses. */
    Option option() {
        Span start = cursor.peek().span();
        StringBuilder name = new StringBuilder(name("a setting's name").text());
        while (cursor.accept(".")) {
            name.append('.').append(name("a setting's name").text());
        }
        cursor.expect("=");
        String value = optionValue();
        return new Option(name.toString(), value, cursor.since(start));
    }

    private String optionValue() {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case WORD, WHOLE, REAL, TEXT, TIMESPAN, TYPED -> {
                StringBuilder text = new StringBuilder(cursor.next().text());
                // A value may have hyphens, as in kind=left-anti, when nothing stands between.
                while (token.kind() == Kind.WORD
                        && (cursor.is("-") || cursor.last().is("-"))
                        && cursor.peek().follows(cursor.last())) {
                    text.append(cursor.next().text());
                }
                yield text.toString();
            }
            case SIGN -> {
                if (token.is("-")) {
                    cursor.next();
                    yield "-" + optionValue();
                }
                if (token.is("[")) {
                    yield name("a value").text();
                }
                throw cursor.expected("a value");
            }
            case BROKEN, END -> throw cursor.expected("a value");
        };
    }
}
