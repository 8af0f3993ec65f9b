package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.plugin.Reduction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Binds reduce: the texts are asked of the data, and grouped before the query runs. */
final class ReduceBinder {
    private static final int MOST_TEXTS = 100_000;
    private static final String TEXT = " text";
    private static final String PATTERN = "Pattern";

    private final Binders binders;
    private final JoinBinder joins;

    ReduceBinder(Binders binders, JoinBinder joins) {
        this.binders = binders;
        this.joins = joins;
    }

    Relation reduce(Operator.Reduce reduce, Relation input, Environment environment) {
        if (input.parts().isPresent()) {
            throw binders.error(reduce.span(), "reduce is not supported inside mv-apply");
        }
        RowScope scope = new RowScope(binders, environment, input);
        RexNode text =
                binders.expressions()
                        .convert(
                                binders.expressions().bind(reduce.value(), scope, Use.VALUE),
                                ColumnType.STRING);
        Map<String, Long> texts = texts(reduce, scope, text);
        Reduction reduction = reduction(reduce);
        return reduce.keepsRows()
                ? marked(scope, text, reduction.patterns(texts))
                : groups(reduction.groups(texts));
    }

    private Reduction reduction(Operator.Reduce reduce) {
        double threshold = 0.1;
        String characters = "";
        for (Option option : reduce.options()) {
            switch (option.name()) {
                case "threshold" -> threshold = share(option);
                case "characters" -> characters = option.value();
                default ->
                        throw binders.error(
                                option.span(),
                                "reduce has no setting '%s'; they are threshold and characters"
                                        .formatted(option.name()));
            }
        }
        return new Reduction(threshold, characters);
    }

    private double share(Option option) {
        try {
            double share = Double.parseDouble(option.value());
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // It is no number.
        }
        throw binders.error(option.span(), "the threshold is a number between 0 and 1");
    }

    private Map<String, Long> texts(Operator.Reduce reduce, RowScope scope, RexNode text) {
        Relation column =
                scope.relation().project(binders.plan(), List.of(new Scope.Column("text", text)));
        String fragment = "summarize n = count() by text | take %d | sort by text asc";
        Relation found =
                binders.pipelines()
                        .bind(
                                column.ordered(List.of()),
                                Fragments.operators(fragment.formatted(MOST_TEXTS + 1)),
                                Environment.empty());
        BoundQuery question = KqlBinder.bound(found, Optional.empty(), binders.plan());
        Map<String, Long> texts = new LinkedHashMap<>();
        for (List<Object> row : binders.inquiry().rows(question)) {
            texts.put((String) row.get(0), (Long) row.get(1));
        }
        if (texts.size() > MOST_TEXTS) {
            throw binders.error(
                    reduce.value().span(),
                    "there are more than %,d different texts; filter them first"
                            .formatted(MOST_TEXTS));
        }
        return texts;
    }

    private Relation groups(List<Reduction.Group> groups) {
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (Reduction.Group group : groups) {
            rows.add(
                    List.of(
                            binders.plan().rex().text(group.pattern()),
                            binders.plan().rex().number(group.count()),
                            binders.plan().rex().text(group.representative())));
        }
        List<String> names = List.of(PATTERN, "Count", "Representative");
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.STRING);
        return Relation.of(binders.plan().rows(names, types, rows).build(), names);
    }

    /** Every row with the pattern of its text. */
    private Relation marked(RowScope scope, RexNode text, Map<String, String> patterns) {
        List<List<RexLiteral>> rows = new ArrayList<>();
        patterns.forEach((each, pattern) ->
                rows.add(
                        List.of(
                                binders.plan().rex().text(each),
                                binders.plan().rex().text(pattern))));
        List<String> names = List.of(TEXT, PATTERN);
        List<ColumnType> types = List.of(ColumnType.STRING, ColumnType.STRING);
        Relation right = Relation.of(binders.plan().rows(names, types, rows).build(), names);
        int place = scope.copy(text).getIndex();
        return joins.looked(scope.relation(), place, right);
    }
}
