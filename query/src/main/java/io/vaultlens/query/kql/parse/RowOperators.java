package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.SortKey;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the operators that choose and order rows. */
final class RowOperators {
    private final Grammar grammar;
    private final Cursor cursor;

    RowOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator where(Span start) {
        Expression predicate = grammar.expressions().expression();
        return new Operator.Where(predicate, cursor.since(start));
    }

    Operator take(Span start) {
        numberFollows("take 10");
        Expression count = grammar.expressions().expression();
        return new Operator.Take(count, cursor.since(start));
    }

    Operator sort(Span start) {
        grammar.names().options();
        cursor.expect("by");
        List<SortKey> keys = sortKeys();
        return new Operator.Sort(keys, cursor.since(start));
    }

    Operator top(Span start) {
        grammar.names().options();
        numberFollows("top 10 by Column");
        Expression count = grammar.expressions().expression();
        cursor.expect("by");
        List<SortKey> keys = sortKeys();
        return new Operator.Top(count, keys, cursor.since(start));
    }

    private void numberFollows(String example) {
        if (cursor.is(Kind.END) || cursor.is("|") || cursor.is("by") || cursor.is(";")) {
            throw cursor.expected("a number of rows, as in: " + example);
        }
    }

    private List<SortKey> sortKeys() {
        return grammar.names().list(this::sortKey);
    }

    private SortKey sortKey() {
        Span start = cursor.peek().span();
        NamedExpression value = grammar.names().named();
        Optional<Boolean> ascending = Optional.empty();
        if (cursor.is("asc") || cursor.is("desc")) {
            ascending = Optional.of(cursor.next().is("asc"));
        }
        Optional<Boolean> nullsFirst = Optional.empty();
        if (cursor.accept("nulls")) {
            if (!cursor.is("first") && !cursor.is("last")) {
                throw cursor.expected("'first' or 'last'");
            }
            nullsFirst = Optional.of(cursor.next().is("first"));
        }
        return new SortKey(value, ascending, nullsFirst, cursor.since(start));
    }

    Operator count(Span start) {
        Optional<Name> name = Optional.empty();
        if (cursor.accept("as")) {
            name = Optional.of(grammar.names().name("a column's name"));
        }
        return new Operator.Count(name, cursor.since(start));
    }

    Operator distinct(Span start) {
        grammar.names().optionsNamed("hint");
        List<NamedExpression> items = grammar.names().namedList();
        return new Operator.Distinct(items, cursor.since(start));
    }

    Operator sample(Span start) {
        Expression count = grammar.expressions().expression();
        return new Operator.Sample(count, cursor.since(start));
    }

    Operator serialize(Span start) {
        boolean items = cursor.is(Kind.WORD) || cursor.is("[");
        List<NamedExpression> list = items ? grammar.names().namedList() : List.of();
        return new Operator.Serialize(list, cursor.since(start));
    }

    Operator consume(Span start) {
        grammar.names().options();
        return new Operator.Consume(cursor.since(start));
    }

    Operator as(Span start) {
        grammar.names().options();
        Name name = grammar.names().name("a name");
        return new Operator.As(name, cursor.since(start));
    }

    Operator render(Span start) {
        if (!cursor.is(Kind.WORD)) {
            throw cursor.expected("a chart such as timechart, barchart or table");
        }
        Token named = cursor.next();
        String chart = named.text();
        if (!Habits.CHARTS.contains(chart.toLowerCase(Locale.ROOT))) {
            throw cursor.fault(named.span(), "unknown chart '" + chart + "'" + hint(chart));
        }
        List<Option> options = List.of();
        if (cursor.accept("with")) {
            cursor.expect("(");
            options = renderOptions();
            cursor.expect(")");
        } else {
            options = grammar.names().options();
        }
        return new Operator.Render(chart, List.copyOf(options), cursor.since(start));
    }

    private static String hint(String chart) {
        String whole = chart.toLowerCase(Locale.ROOT) + "chart";
        return Habits.CHARTS.contains(whole)
                ? "; did you mean '" + whole + "'?"
                : Nearest.hint(chart, Habits.CHARTS);
    }

    private List<Option> renderOptions() {
        return cursor.is(")") ? List.of() : grammar.names().list(this::renderOption);
    }

    /** As any setting, but {@code ycolumns=a, b} lists columns: a comma without a name after it. */
    private Option renderOption() {
        Option option = grammar.names().option();
        StringBuilder value = new StringBuilder(option.value());
        while (cursor.is(",") && cursor.peek(1).kind() == Kind.WORD && !cursor.peek(2).is("=")) {
            cursor.next();
            value.append(',').append(cursor.next().text());
        }
        return new Option(option.name(), value.toString(), cursor.since(option.span()));
    }
}
