package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.ReorderItem;
import io.vaultlens.query.kql.ast.Operator.ReorderOrder;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Span;
import java.util.List;

/** Reads the operators that choose and compute columns. */
final class ColumnOperators {
    private final Grammar grammar;
    private final Cursor cursor;

    ColumnOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator project(Span start) {
        List<NamedExpression> items = ends() ? List.of() : grammar.names().namedList();
        return new Operator.Project(items, cursor.since(start));
    }

    Operator extend(Span start) {
        List<NamedExpression> items = grammar.names().namedList();
        return new Operator.Extend(items, cursor.since(start));
    }

    Operator rename(Span start) {
        List<NamedExpression> items = grammar.names().namedList();
        return new Operator.ProjectRename(items, cursor.since(start));
    }

    Operator away(Span start) {
        return new Operator.ProjectAway(patterns(), cursor.since(start));
    }

    Operator keep(Span start) {
        return new Operator.ProjectKeep(patterns(), cursor.since(start));
    }

    Operator byNames(Span start) {
        List<Expression> names = grammar.names().list(grammar.expressions()::expression);
        return new Operator.ProjectByNames(names, cursor.since(start));
    }

    private List<NamePattern> patterns() {
        return grammar.names().list(() -> grammar.names().pattern("a column"));
    }

    Operator reorder(Span start) {
        List<ReorderItem> items = grammar.names().list(this::reorderItem);
        return new Operator.ProjectReorder(items, cursor.since(start));
    }

    private ReorderItem reorderItem() {
        NamePattern columns = grammar.names().pattern("a column");
        ReorderOrder order = ReorderOrder.AS_THEY_ARE;
        if (cursor.is("granny") && cursor.peek(1).is("-")) {
            cursor.next();
            cursor.next();
            order = cursor.is("asc") ? ReorderOrder.GRANNY_ASC : ReorderOrder.GRANNY_DESC;
            direction();
        } else if (cursor.is("asc") || cursor.is("desc")) {
            order = cursor.is("asc") ? ReorderOrder.ASC : ReorderOrder.DESC;
            direction();
        }
        return new ReorderItem(columns, order);
    }

    private void direction() {
        if (!cursor.is("asc") && !cursor.is("desc")) {
            throw cursor.expected("'asc' or 'desc'");
        }
        cursor.next();
    }

    Operator summarize(Span start) {
        grammar.names().optionsNamed("hint");
        boolean byAlone = cursor.is("by") && !cursor.peek(1).is("=");
        List<NamedExpression> aggregates =
                byAlone || ends() ? List.of() : grammar.names().namedList();
        List<NamedExpression> keys = List.of();
        if (cursor.accept("by")) {
            keys = grammar.names().namedList();
            grammar.names().optionsNamed("hint");
        } else if (cursor.is(Kind.WORD) && !aggregates.isEmpty() && !cursor.last().is("by")) {
            throw keysWithoutBy();
        }
        return new Operator.Summarize(aggregates, keys, cursor.since(start));
    }

    private Cursor.Stop keysWithoutBy() {
        boolean grouped = cursor.peek().text().equalsIgnoreCase("group");
        return cursor.expected(
                grouped ? "'by' alone before the keys" : "',', 'by' before the keys, or '|'");
    }

    private boolean ends() {
        return cursor.is("|") || cursor.is(")") || cursor.is(";") || cursor.is(Kind.END);
    }
}
