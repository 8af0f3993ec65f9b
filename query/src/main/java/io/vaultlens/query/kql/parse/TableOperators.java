package io.vaultlens.query.kql.parse;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.FindColumn;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the operators that bring in further tables. */
final class TableOperators {
    private static final List<String> JOIN_KINDS =
            List.of(
                    "inner",
                    "innerunique",
                    "leftouter",
                    "rightouter",
                    "fullouter",
                    "leftsemi",
                    "rightsemi",
                    "leftanti",
                    "rightanti",
                    "leftantisemi",
                    "rightantisemi",
                    "anti");
    private static final List<String> LOOKUP_KINDS = List.of("leftouter", "inner");

    private final Grammar grammar;
    private final Cursor cursor;

    TableOperators(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
    }

    Operator join(Span start) {
        String kind = kind(grammar.names().options(), JOIN_KINDS);
        Pipeline right = grammar.sources().operand(false);
        List<Expression> conditions = conditions();
        return new Operator.Join(kind, right, conditions, cursor.since(start));
    }

    Operator lookup(Span start) {
        String kind = kind(grammar.names().options(), LOOKUP_KINDS);
        Pipeline right = grammar.sources().operand(false);
        List<Expression> conditions = conditions();
        return new Operator.Lookup(kind, right, conditions, cursor.since(start));
    }

    private String kind(List<Option> options, List<String> kinds) {
        String kind = "";
        for (Option option : options) {
            if (option.name().equals("kind")) {
                String given = option.value();
                kind = given;
                if (!kinds.contains(kind)) {
                    throw cursor.fault(
                            option.span(),
                            "unknown kind '"
                                    + kind
                                    + "'"
                                    + Habits.kind(kind)
                                            .filter(kinds::contains)
                                            .map(way -> "; did you mean '" + way + "'?")
                                            .orElseGet(() -> Nearest.hint(given, kinds))
                                    + "; the kinds are "
                                    + String.join(", ", kinds));
                }
            }
        }
        return kind;
    }

    private List<Expression> conditions() {
        if (cursor.accept("on") || cursor.accept("where")) {
            return grammar.names().list(grammar.expressions()::expression);
        }
        throw cursor.expected("'on' and the columns that must be equal");
    }

    Operator union(Span start) {
        Optional<Name> source = Optional.empty();
        boolean inner = false;
        boolean fuzzy = false;
        for (Option option : grammar.names().options()) {
            switch (option.name()) {
                case "kind" -> inner = option.value().equals("inner");
                case "withsource", "with_source" ->
                        source = Optional.of(new Name(option.value(), option.span()));
                case "isfuzzy" -> fuzzy = option.value().equals("true");
                default -> {
                    // A hint.
                }
            }
        }
        List<Pipeline> tables = grammar.names().list(() -> grammar.sources().operand(true));
        if (cursor.is(Kind.WORD) && !Operators.KNOWN.contains(cursor.peek().text())) {
            throw cursor.expected("',' between two tables, or '|'");
        }
        return new Operator.Union(tables, inner, source, fuzzy, cursor.since(start));
    }

    Operator search(Span start) {
        boolean caseSensitive = false;
        for (Option option : grammar.names().options()) {
            caseSensitive |=
                    option.name().equals("kind") && option.value().equals("case_sensitive");
        }
        List<NamePattern> tables = List.of();
        if (cursor.is("in") && cursor.peek(1).is("(")) {
            cursor.next();
            cursor.next();
            tables = grammar.names().list(() -> grammar.names().pattern("a table"));
            cursor.expect(")");
        }
        Expression predicate = predicate();
        return new Operator.Search(tables, predicate, caseSensitive, cursor.since(start));
    }

    private Expression predicate() {
        grammar.inSearch(true);
        Expression predicate = grammar.expressions().expression();
        grammar.inSearch(false);
        return predicate;
    }

    Operator find(Span start) {
        Optional<Name> source = Optional.empty();
        for (Option option : grammar.names().options()) {
            if (option.name().equals("withsource")) {
                source = Optional.of(new Name(option.value(), option.span()));
            }
        }
        List<Pipeline> tables = List.of();
        if (cursor.is("in") && cursor.peek(1).is("(")) {
            cursor.next();
            cursor.next();
            tables = grammar.names().list(() -> grammar.sources().operand(true));
            cursor.expect(")");
        }
        cursor.accept("where");
        Expression predicate = predicate();
        List<FindColumn> columns = new ArrayList<>();
        boolean smart = !cursor.is("project") || cursor.peek(1).is("-");
        boolean packRest = false;
        if (smart) {
            projectSmart();
        } else {
            cursor.next();
            do {
                if (startsPack()) {
                    packRest = pack();
                } else {
                    columns.add(findColumn());
                }
            } while (cursor.accept(","));
        }
        return new Operator.Find(
                tables,
                source,
                predicate,
                smart,
                List.copyOf(columns),
                packRest,
                cursor.since(start));
    }

    private void projectSmart() {
        if (!cursor.accept("project")) {
            return;
        }
        cursor.expect("-");
        if (!cursor.accept("smart")) {
            throw cursor.expected("'smart'; project-away is not supported in find");
        }
    }

    private boolean startsPack() {
        return (cursor.is("pack") || cursor.is("pack_all")) && cursor.peek(1).is("(");
    }

    private boolean pack() {
        cursor.next();
        cursor.next();
        cursor.accept("*");
        cursor.expect(")");
        return true;
    }

    private FindColumn findColumn() {
        Name name = grammar.names().name("a column");
        Optional<ColumnType> type =
                cursor.accept(":") ? Optional.of(grammar.names().type()) : Optional.empty();
        return new FindColumn(name, type);
    }
}
