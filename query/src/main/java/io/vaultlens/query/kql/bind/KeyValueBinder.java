package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.OperatorRoutines;
import io.vaultlens.query.function.RegexText;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/** Binds parse-kv: with a regular expression by SQL alone, else by a routine. */
final class KeyValueBinder {
    private static final List<String> SETTINGS =
            List.of("pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex");
    private static final String BY_REGEX =
            "coalesce(trim(list_extract(regexp_extract_all($1, $2, 2), list_position(list_transform("
                    + "regexp_extract_all($1, $2, 1), lambda kql_key: trim(kql_key)), $3))), '')";

    private final Binders binders;
    private final Paths paths;

    KeyValueBinder(Binders binders) {
        this.binders = binders;
        this.paths = new Paths(binders.binding());
    }

    Relation parse(Operator.ParseKv parse, Relation input, Environment environment) {
        Map<String, List<String>> settings = settings(parse);
        RowScope scope = new RowScope(binders, environment, input);
        RexNode text =
                scope.lift(
                        binders.expressions()
                                .convert(
                                        binders.expressions().bind(parse.value(), scope, Use.VALUE),
                                        ColumnType.STRING));
        List<RexNode> values =
                settings.containsKey("regex")
                        ? byRegex(parse, text, settings.get("regex").getFirst())
                        : byRoutine(parse, text, settings, scope);
        List<Scope.Column> columns = new ArrayList<>(scope.columns());
        for (int i = 0; i < values.size(); i++) {
            SchemaColumn column = parse.columns().get(i);
            String name = column.name().text();
            columns.removeIf(each -> each.name().equals(name));
            RexNode value = binders.expressions().convert(values.get(i), column.type());
            columns.add(new Scope.Column(name, value));
        }
        return scope.relation().project(binders.plan(), columns);
    }

    private Map<String, List<String>> settings(Operator.ParseKv parse) {
        Map<String, List<String>> settings = new LinkedHashMap<>();
        for (NamedExpression option : parse.options()) {
            String name = option.names().isEmpty() ? "" : option.names().getFirst().text();
            if (!SETTINGS.contains(name)) {
                throw binders.error(
                        option.span(),
                        "parse-kv has no setting '%s'%s; they are %s"
                                .formatted(
                                        name,
                                        Nearest.hint(name, SETTINGS),
                                        String.join(", ", SETTINGS)));
            }
            RexNode value = binders.functions().constant(option.value());
            String text =
                    Binding.constant(value)
                            .map(Object::toString)
                            .orElseThrow(() ->
                                    binders.error(
                                            option.value().span(),
                                            "a setting of parse-kv is a literal"));
            settings.computeIfAbsent(name, _ -> new ArrayList<>()).add(text);
        }
        if (settings.containsKey("pair_delimiter") != settings.containsKey("kv_delimiter")) {
            throw binders.error(
                    parse.span(), "parse-kv takes pair_delimiter and kv_delimiter together");
        }
        return settings;
    }

    private List<RexNode> byRegex(Operator.ParseKv parse, RexNode text, String regex) {
        RexNode pattern = binders.plan().rex().text(RegexText.plain(regex));
        List<RexNode> values = new ArrayList<>();
        for (SchemaColumn column : parse.columns()) {
            RexNode key = binders.plan().rex().text(column.name().text());
            values.add(
                    binders.binding()
                            .sure("parse_kv", ColumnType.STRING, BY_REGEX, text, pattern, key));
        }
        return values;
    }

    private List<RexNode> byRoutine(
            Operator.ParseKv parse,
            RexNode text,
            Map<String, List<String>> settings,
            RowScope scope) {
        RexNode options = binders.plan().rex().literal(ColumnType.DYNAMIC, json(parse, settings));
        RexNode bag =
                scope.lift(
                        binders.binding()
                                .sure(
                                        "parse_kv",
                                        ColumnType.DYNAMIC,
                                        OperatorRoutines.KEY_VALUES.name()
                                                + "($1, $2::VARCHAR)::JSON",
                                        text,
                                        options));
        List<RexNode> values = new ArrayList<>();
        for (SchemaColumn column : parse.columns()) {
            RexNode value = paths.property(bag, column.name().text(), parse.span());
            values.add(binders.expressions().convert(value, ColumnType.STRING));
        }
        return values;
    }

    private static String json(Operator.ParseKv parse, Map<String, List<String>> settings) {
        List<String> keys = parse.columns().stream().map(each -> each.name().text()).toList();
        StringBuilder json = new StringBuilder("{\"keys\":").append(DynamicArrays.json(keys));
        settings.forEach((name, values) -> {
            boolean several = name.equals("quote") || name.equals("escape");
            String value = DynamicArrays.json(values);
            json.append(",\"").append(name).append("\":");
            json.append(several ? value : value.substring(1, value.length() - 1));
        });
        return json.append('}').toString();
    }
}
