package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.NestedLevel;
import io.vaultlens.query.kql.ast.Operator.SeriesItem;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;

/** Reads the operators that group and rank: make-series, top-nested, top-hitters, reduce. */
final class RankOperators {
    private final Grammar grammar;
    private final Cursor cursor;

    RankOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator makeSeries(Span start) {
        boolean nonempty = false;
        for (Option option : grammar.names().optionsNamed("kind", "hint")) {
            nonempty |= option.name().equals("kind") && option.value().equals("nonempty");
        }
        List<SeriesItem> items = grammar.names().list(this::seriesItem);
        cursor.expect("on");
        NamedExpression axis = grammar.names().namedSum();
        Optional<Expression> from = Optional.empty();
        Optional<Expression> to = Optional.empty();
        Expression step;
        boolean endIncluded = cursor.accept("in");
        if (endIncluded) {
            cursor.expect("range");
            cursor.expect("(");
            from = Optional.of(grammar.expressions().expression());
            cursor.expect(",");
            to = Optional.of(grammar.expressions().expression());
            cursor.expect(",");
            step = grammar.expressions().expression();
            cursor.expect(")");
        } else {
            from = after("from");
            to = after("to");
            step = after("step").orElseThrow(() -> cursor.expected("'step'"));
        }
        List<NamedExpression> keys = cursor.accept("by") ? grammar.names().namedList() : List.of();
        return new Operator.MakeSeries(
                items, axis, from, to, step, endIncluded, nonempty, keys, cursor.since(start));
    }

    private Optional<Expression> after(String word) {
        return cursor.accept(word)
                ? Optional.of(grammar.expressions().expression())
                : Optional.empty();
    }

    private SeriesItem seriesItem() {
        NamedExpression aggregate = grammar.names().named();
        Optional<Expression> fallback = Optional.empty();
        if (cursor.accept("default")) {
            cursor.expect("=");
            fallback = Optional.of(grammar.expressions().expression());
        }
        return new SeriesItem(aggregate, fallback);
    }

    Operator topNested(Span start) {
        List<NestedLevel> levels = grammar.names().list(this::nestedLevel);
        return new Operator.TopNested(levels, cursor.since(start));
    }

    private NestedLevel nestedLevel() {
        if (cursor.is("top") && cursor.peek(1).is("-") && cursor.peek(2).is("nested")) {
            cursor.next();
            cursor.next();
            cursor.next();
        }
        Optional<Expression> count =
                cursor.is("of")
                        ? Optional.empty()
                        : Optional.of(grammar.expressions().expression());
        cursor.expect("of");
        NamedExpression value = grammar.names().named();
        Optional<Expression> others = Optional.empty();
        if (cursor.accept("with")) {
            cursor.expect("others");
            cursor.expect("=");
            others = Optional.of(grammar.expressions().expression());
        }
        cursor.expect("by");
        NamedExpression weight = grammar.names().named();
        boolean ascending = cursor.accept("asc");
        if (!ascending) {
            cursor.accept("desc");
        }
        return new NestedLevel(count, value, others, weight, ascending);
    }

    Operator topHitters(Span start) {
        Expression count = grammar.expressions().expression();
        cursor.expect("of");
        NamedExpression value = grammar.names().named();
        Optional<NamedExpression> weight =
                cursor.accept("by") ? Optional.of(grammar.names().named()) : Optional.empty();
        return new Operator.TopHitters(count, value, weight, cursor.since(start));
    }

    Operator sampleDistinct(Span start) {
        Expression count = grammar.expressions().expression();
        cursor.expect("of");
        NamedExpression value = grammar.names().named();
        return new Operator.SampleDistinct(count, value, cursor.since(start));
    }

    Operator reduce(Span start) {
        boolean keepsRows = false;
        for (Option option : grammar.names().options()) {
            keepsRows |= option.name().equals("kind") && option.value().equals("source");
        }
        cursor.expect("by");
        Expression value = grammar.expressions().expression();
        List<Option> options = List.of();
        if (cursor.accept("with")) {
            options = grammar.names().list(grammar.names()::option);
        }
        return new Operator.Reduce(value, keepsRows, options, cursor.since(start));
    }
}
