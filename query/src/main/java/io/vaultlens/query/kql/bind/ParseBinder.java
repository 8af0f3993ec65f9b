package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.RegexText;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.ParsePart;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds parse and parse-where: the pattern becomes one regular expression with a group for each
 * column.
 */
final class ParseBinder {
    private final Binders binders;

    ParseBinder(Binders binders) {
        this.binders = binders;
    }

    Relation parse(Operator.Parse parse, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        Binding binding = binders.binding();
        RexNode text =
                binders.expressions()
                        .convert(
                                binders.expressions().bind(parse.value(), scope, Use.VALUE),
                                ColumnType.STRING);
        checkRegex(parse);
        ParsePattern pattern = ParsePattern.of(parse);
        RexNode regex = binding.rex().text(pattern.regex());
        RexNode matched =
                scope.lift(
                        binding.operator(
                                "parse_matches",
                                KqlTypes.notNull(ColumnType.BOOL),
                                "coalesce(regexp_matches($1, $2), false)",
                                List.of(text, regex)));
        List<ParsePart.Column> columns = columns(parse);
        List<RexNode> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RexNode group = binding.rex().number(pattern.groups().get(i));
            RexNode found =
                    binding.call(
                            "parse_group",
                            ColumnType.STRING,
                            "regexp_extract($1, $2, $3::INTEGER)",
                            text,
                            regex,
                            group);
            ColumnType type = columns.get(i).type().orElse(ColumnType.STRING);
            values.add(scope.lift(binders.expressions().convert(found, type)));
        }
        RexNode fits = parse.kind().equals("relaxed") ? matched : fits(matched, values);
        return result(parse, scope, columns, values, fits);
    }

    private void checkRegex(Operator.Parse parse) {
        if (!parse.kind().equals("regex")) {
            return;
        }
        for (ParsePart part : parse.parts()) {
            if (part instanceof ParsePart.Text text) {
                RegexText.fault(text.text())
                        .ifPresent(fault -> {
                            throw binders.error(
                                    text.span(), "the regular expression cannot be read: " + fault);
                        });
            }
        }
    }

    private static List<ParsePart.Column> columns(Operator.Parse parse) {
        return parse.parts().stream()
                .filter(ParsePart.Column.class::isInstance)
                .map(ParsePart.Column.class::cast)
                .toList();
    }

    /** All columns must be of their types, or none gets a value. */
    private RexNode fits(RexNode matched, List<RexNode> values) {
        RexNode fits = matched;
        for (RexNode value : values) {
            if (Binding.type(value) != ColumnType.STRING) {
                RexNode present =
                        binders.plan().rex().makeCall(SqlStdOperatorTable.IS_NOT_NULL, value);
                fits = binders.plan().rex().makeCall(SqlStdOperatorTable.AND, fits, present);
            }
        }
        return fits;
    }

    private Relation result(
            Operator.Parse parse,
            RowScope scope,
            List<ParsePart.Column> columns,
            List<RexNode> values,
            RexNode fits) {
        List<Scope.Column> all = new ArrayList<>(scope.columns());
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).name().text();
            RexNode value = values.get(i);
            RexNode otherwise = binders.plan().rex().literal(Binding.type(value), null);
            RexNode kept =
                    parse.filter()
                            ? value
                            : binders.plan()
                                    .rex()
                                    .makeCall(
                                            value.getType(),
                                            SqlStdOperatorTable.CASE,
                                            List.of(fits, value, otherwise));
            all.removeIf(column -> column.name().equals(name));
            all.add(new Scope.Column(name, kept));
        }
        Relation rows = parse.filter() ? RowBinder.filtered(scope, fits) : scope.relation();
        return rows.project(binders.plan(), all);
    }
}
