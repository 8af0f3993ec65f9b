package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plugin.Plugin;
import io.vaultlens.query.plugin.Plugins;
import io.vaultlens.query.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;

/** Binds evaluate: tells the plugins apart, and binds the small ones. */
final class PluginBinder {
    /** The plugins that are bound by code of their own. */
    static final List<String> NAMES =
            List.of(
                    "autocluster",
                    "bag_unpack",
                    "basket",
                    "diffpatterns",
                    "ipv4_lookup",
                    "ipv6_lookup",
                    "narrow",
                    "pivot",
                    "rows_near");

    /** Those that keep the parts of their input apart. */
    private static final List<String> PART_BY_PART = List.of("bag_unpack", "narrow", "rows_near");

    private final Binders binders;
    private final BagUnpackBinder bags;
    private final PivotBinder pivots;
    private final MacroBinder macros;
    private final PatternBinder patterns;
    private final AddressLookupBinder lookups;

    PluginBinder(Binders binders) {
        this.binders = binders;
        this.bags = new BagUnpackBinder(binders);
        this.pivots = new PivotBinder(binders);
        this.macros = new MacroBinder(binders);
        this.patterns = new PatternBinder(binders);
        this.lookups = new AddressLookupBinder(binders);
    }

    Relation evaluate(Operator.Evaluate evaluate, Relation input, Environment environment) {
        Expression.Call call = evaluate.call();
        String name = call.name().text().toLowerCase(Locale.ROOT);
        if (input.parts().isPresent() && !PART_BY_PART.contains(name)) {
            throw binders.error(
                    evaluate.span(),
                    "inside mv-apply, evaluate takes " + String.join(", ", PART_BY_PART) + " only");
        }
        return switch (name) {
            case "bag_unpack" -> bags.unpack(call, evaluate.schema(), input, environment);
            case "autocluster", "basket", "diffpatterns" ->
                    patterns.patterns(call, input, environment);
            case "pivot" -> pivots.pivot(call, evaluate.schema(), input, environment);
            case "ipv4_lookup", "ipv6_lookup" -> lookups.lookup(call, input, environment);
            case "narrow" -> narrow(input);
            case "rows_near" -> rowsNear(call, input, environment);
            default -> tables(evaluate, input, environment).getFirst();
        };
    }

    /** All result tables of a plugin: most give one. */
    List<Relation> tables(Operator.Evaluate evaluate, Relation input, Environment environment) {
        String name = evaluate.call().name().text();
        Optional<Plugin> plugin = Plugins.named(name);
        if (plugin.isPresent()) {
            return macros.bind(plugin.get(), evaluate.call(), input, environment);
        }
        if (own(name)) {
            return List.of(evaluate(evaluate, input, environment));
        }
        List<String> names = new ArrayList<>(NAMES);
        Plugins.all().forEach(each -> names.add(each.name()));
        throw binders.error(
                evaluate.call().name().span(),
                Plugins.leftOut(name)
                        .map(reason -> "the plugin '" + name + "' is not supported: " + reason)
                        .orElse("unknown plugin '" + name + "'" + Nearest.hint(name, names)));
    }

    private static boolean own(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** A row for each cell: the row's number, the column's name, the value as text. */
    private Relation narrow(Relation input) {
        return binders.pipelines()
                .bind(
                        input,
                        Fragments.operators(
                                "serialize ['_row'] = row_number(0)"
                                        + " | extend ['_bag'] ="
                                        + " bag_remove_keys(pack_all(), dynamic(['_row']))"
                                        + " | mv-expand kind=array ['_bag']"
                                        + " | project Row = ['_row'], Column = tostring(['_bag'][0]),"
                                        + " Value = tostring(['_bag'][1])"),
                        Environment.empty());
    }

    /** The rows with so many rows between them and one that meets the condition at most. */
    private Relation rowsNear(Expression.Call call, Relation input, Environment environment) {
        if (call.arguments().size() < 2 || call.arguments().size() > 3) {
            throw binders.error(
                    call.span(),
                    "rows_near() takes a condition, a number of rows and perhaps a column");
        }
        List<Expression> given = call.values();
        RowScope scope = new RowScope(binders, environment, input);
        RexNode condition =
                scope.lift(binders.expressions().condition(given.get(0), scope, Use.FILTER));
        RexNode count = binders.functions().scalar(given.get(1), environment);
        if (!(Binding.constant(count).orElse("") instanceof Number rows)) {
            throw binders.error(given.get(1).span(), "the number of rows is a literal number");
        }
        List<RexNode> parts = new ArrayList<>();
        if (given.size() == 3) {
            parts.add(scope.lift(binders.expressions().bind(given.get(2), scope, Use.VALUE)));
        }
        KqlAggregate any =
                new KqlAggregate(
                        "rows_near",
                        KqlTypes.of(ColumnType.BOOL),
                        "bool_or($1)",
                        KqlAggregate.NO_FINISH);
        RexNode distance = binders.plan().rex().number(rows.longValue());
        List<RexFieldCollation> order = scope.order();
        RexNode near =
                binders.plan()
                        .rex()
                        .over(
                                any,
                                List.of(condition),
                                parts,
                                order,
                                RexWindowBounds.preceding(distance),
                                RexWindowBounds.following(distance));
        return RowBinder.filtered(scope, near);
    }

    /** The argument at a place or of a name; empty where the call has none. */
    static Optional<Expression> argument(Expression.Call call, int place, String name) {
        int unnamed = 0;
        for (Expression.Argument argument : call.arguments()) {
            if (argument.name().isPresent()) {
                if (argument.name().get().text().equals(name)) {
                    return Optional.of(argument.value());
                }
            } else if (unnamed++ == place) {
                return Optional.of(argument.value());
            }
        }
        return Optional.empty();
    }
}
