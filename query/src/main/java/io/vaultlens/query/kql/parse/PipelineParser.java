package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads pipelines and tells the operators apart. */
final class PipelineParser {
    private static final int MOST_OPERATORS = 200;

    /** Operators that may stand alone, so that their name is never a table's. */
    private static final Set<String> ALONE = Set.of("count", "getschema", "serialize", "consume");

    private final Grammar grammar;
    private final Cursor cursor;
    private final RowOperators rows;
    private final ColumnOperators columns;
    private final TableOperators tables;
    private final ExpandOperators expand;
    private final RankOperators ranks;
    private final StepOperators steps;

    PipelineParser(Grammar grammar) {
        this.grammar = grammar;
        this.cursor = grammar.cursor();
        this.rows = new RowOperators(grammar);
        this.columns = new ColumnOperators(grammar);
        this.tables = new TableOperators(grammar);
        this.expand = new ExpandOperators(grammar);
        this.ranks = new RankOperators(grammar);
        this.steps = new StepOperators(grammar);
    }

    /** A source and its operators. */
    Pipeline pipeline() {
        cursor.enter();
        Span start = cursor.peek().span();
        Pipeline pipeline = continued(grammar.sources().source(), start);
        cursor.leave();
        return pipeline;
    }

    /** The operators after a source that has been read. */
    Pipeline continued(Source source, Span start) {
        List<Operator> operators = new ArrayList<>();
        operatorsInto(operators);
        return new Pipeline(source, List.copyOf(operators), cursor.since(start));
    }

    /** A pipeline that may begin with an operator, whose input is then the implied one. */
    Pipeline implied() {
        return !cursor.is("|") && !startsOperator() ? pipeline() : withoutSource();
    }

    /** A pipeline in an operator: there union and its like take the operator's input too. */
    Pipeline body() {
        boolean takesInput =
                cursor.is("union")
                        || cursor.is("search")
                        || cursor.is("find")
                        || cursor.is("evaluate");
        return takesInput && grammar.sources().startsHere() ? withoutSource() : implied();
    }

    private Pipeline withoutSource() {
        Span start = cursor.peek().span();
        Span place = new Span(start.start(), start.start());
        cursor.enter();
        List<Operator> operators = new ArrayList<>();
        if (!cursor.is("|")) {
            operatorInto(operators);
        }
        operatorsInto(operators);
        cursor.leave();
        Source source = new Source.Implied(place);
        return new Pipeline(source, List.copyOf(operators), cursor.since(start));
    }

    private boolean startsOperator() {
        if (!cursor.is(Kind.WORD) || grammar.sources().startsHere()) {
            return false;
        }
        String name = operatorName();
        int words = name.split("-").length;
        Token after = cursor.peek(2 * words - 1);
        boolean standsAlone =
                after.kind() == Kind.END
                        || after.is("|")
                        || after.is(")")
                        || after.is("}")
                        || after.is(";")
                        || after.is("=");
        return Operators.KNOWN.contains(name) && (ALONE.contains(name) || !standsAlone);
    }

    /** After a fault in one operator the others are still read, so that theirs are found too. */
    private void operatorsInto(List<Operator> operators) {
        while (cursor.accept("|")) {
            operatorInto(operators);
        }
        if (cursor.is(Kind.WORD) && startsOperator()) {
            throw cursor.expected("'|' before the operator '" + operatorName() + "'");
        }
    }

    private void operatorInto(List<Operator> operators) {
        int depth = cursor.depth();
        int begun = cursor.place();
        if (operators.size() >= MOST_OPERATORS) {
            throw cursor.fault(
                    cursor.peek().span(),
                    "the query has more than " + MOST_OPERATORS + " operators in a row");
        }
        try {
            operators.add(operator());
            if (!endsOperator()) {
                throw unexpected();
            }
        } catch (Cursor.Stop stop) {
            cursor.depth(depth);
            grammar.inSearch(false);
            cursor.skipToNextStep(begun);
        }
    }

    private boolean endsOperator() {
        return cursor.is("|")
                || cursor.is(";")
                || cursor.is(")")
                || cursor.is("}")
                || cursor.is(Kind.END);
    }

    private Cursor.Stop unexpected() {
        if (cursor.is("=")) {
            return cursor.expected("'|' or the end; to compare, write ==");
        }
        if (cursor.is(Kind.WORD) && startsOperator()) {
            boolean naming = cursor.is("as") && cursor.peek(1).kind() == Kind.WORD;
            return cursor.expected(
                    naming
                            ? "'|' or the end; a name stands before its value: Name = value"
                            : "'|' before the operator '" + operatorName() + "'");
        }
        String hint = Habits.after(cursor).map(way -> "; " + way).orElse("");
        return cursor.expected("'|' or the end of the query" + hint);
    }

    /** The words of an operator's name, hyphens between them when nothing else is. */
    private String operatorName() {
        StringBuilder name = new StringBuilder(cursor.peek().text());
        for (int ahead = 1; cursor.peek(ahead).is("-"); ahead += 2) {
            Token hyphen = cursor.peek(ahead);
            Token word = cursor.peek(ahead + 1);
            boolean joined =
                    hyphen.follows(cursor.peek(ahead - 1))
                            && word.follows(hyphen)
                            && word.kind() == Kind.WORD;
            if (!joined) {
                break;
            }
            name.append('-').append(word.text());
        }
        return name.toString();
    }

    /** One operator, its name included. */
    Operator operator() {
        if (cursor.is("|") && cursor.peek().follows(cursor.last())) {
            Span bars = cursor.last().span().to(cursor.next().span());
            throw cursor.fault(bars, "found '||', expected one '|'; to say or, write or");
        }
        if (!cursor.is(Kind.WORD)) {
            throw cursor.expected("an operator such as where, project or summarize");
        }
        String name = operatorName();
        Span start = cursor.peek().span();
        for (int words = name.split("-").length; words > 0; words--) {
            cursor.next();
            if (words > 1) {
                cursor.next();
            }
        }
        return switch (name) {
            case "where", "filter" -> rows.where(start);
            case "take", "limit" -> rows.take(start);
            case "sort", "order" -> rows.sort(start);
            case "top" -> rows.top(start);
            case "count" -> rows.count(start);
            case "distinct" -> rows.distinct(start);
            case "sample" -> rows.sample(start);
            case "serialize" -> rows.serialize(start);
            case "getschema" -> new Operator.GetSchema(start);
            case "consume" -> rows.consume(start);
            case "as" -> rows.as(start);
            case "render" -> rows.render(start);
            case "project" -> columns.project(start);
            case "project-away" -> columns.away(start);
            case "project-keep" -> columns.keep(start);
            case "project-by-names" -> columns.byNames(start);
            case "project-rename" -> columns.rename(start);
            case "project-reorder" -> columns.reorder(start);
            case "extend" -> columns.extend(start);
            case "summarize" -> columns.summarize(start);
            case "join" -> tables.join(start);
            case "lookup" -> tables.lookup(start);
            case "union" -> tables.union(start);
            case "search" -> tables.search(start);
            case "find" -> tables.find(start);
            default -> rarer(name, start);
        };
    }

    private Operator rarer(String name, Span start) {
        return switch (name) {
            case "mv-expand", "mvexpand" -> expand.mvExpand(start);
            case "mv-apply", "mvapply" -> expand.mvApply(start);
            case "parse" -> expand.parse(false, start);
            case "parse-where" -> expand.parse(true, start);
            case "parse-kv" -> expand.parseKv(start);
            case "make-series" -> ranks.makeSeries(start);
            case "top-nested" -> ranks.topNested(start);
            case "top-hitters" -> ranks.topHitters(start);
            case "sample-distinct" -> ranks.sampleDistinct(start);
            case "reduce" -> ranks.reduce(start);
            case "evaluate" -> steps.evaluate(start);
            case "invoke" -> steps.invoke(start);
            case "partition" -> steps.partition(start);
            case "fork" -> steps.fork(start);
            case "facet" -> steps.facet(start);
            case "scan" -> steps.scan(start);
            default -> throw unknown(name, cursor.since(start));
        };
    }

    private Cursor.Stop unknown(String name, Span span) {
        String reason = Operators.leftOut().get(name);
        if (reason != null) {
            return cursor.fault(span, "the operator '" + name + "' is not supported: " + reason);
        }
        String hint =
                Habits.operator(name)
                        .map(way -> "; " + way)
                        .orElseGet(() -> Nearest.hint(name, Operators.KNOWN));
        return cursor.fault(span, "unknown operator '" + name + "'" + hint);
    }
}
