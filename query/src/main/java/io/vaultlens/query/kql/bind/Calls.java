package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.ArgumentException;
import io.vaultlens.query.function.Arguments;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.function.OtherLanguages;
import io.vaultlens.query.function.Parameter;
import io.vaultlens.query.function.RegexText;
import io.vaultlens.query.function.Scalar;
import io.vaultlens.query.function.Signature;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** Binds function calls: let functions first, then the few forms of their own, then the library. */
final class Calls {
    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Library library;
    private final Conversions conversions;
    private final SpecialForms forms;
    private final WindowCalls windows;
    private final AggregateCalls aggregates;
    private final RecordCalls records;

    Calls(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.library = binding.library();
        this.conversions = conversions;
        this.forms = new SpecialForms(expressions, binding, conversions);
        this.windows = new WindowCalls(expressions, binding, conversions);
        this.aggregates = new AggregateCalls(expressions, binding, conversions);
        this.records = new RecordCalls(expressions, binding, conversions);
    }

    /** The value of a call. */
    RexNode bind(Expression.Call call, Scope scope, Use use) {
        Optional<RexNode> let = scope.letCall(call);
        if (let.isPresent()) {
            return let.get();
        }
        String name = call.name().text().toLowerCase(Locale.ROOT);
        if (scope.aggregates().isPresent() && !library.aggregates(name).isEmpty()) {
            return aggregates.bind(call, scope);
        }
        Optional<RexNode> special = forms.bind(name, call, scope, use);
        if (special.isPresent()) {
            return special.get();
        }
        if (WindowCalls.NAMES.contains(name)) {
            return windows.bind(name, call, scope);
        }
        if (RecordCalls.NAMES.contains(name)) {
            return records.bind(name, call, scope);
        }
        return function(name, call, scope);
    }

    private RexNode function(String name, Expression.Call call, Scope scope) {
        List<Scalar> overloads = library.scalars(name);
        if (overloads.isEmpty()) {
            throw unknown(name, call);
        }
        List<Expression> given = call.values();
        if (!given.isEmpty() && given.getLast() instanceof Expression.TypeOf type) {
            List<RexNode> rest = values(given.subList(0, given.size() - 1), scope);
            return conversions.to(type.type(), apply(name, overloads, rest, call));
        }
        return apply(name, overloads, values(given, scope), call);
    }

    /** The value of a function that others are made of, with a call's arguments. */
    RexNode inner(String name, Expression.Call call, Scope scope) {
        return inner(name, values(call.values(), scope), call);
    }

    /** The same over values that are bound already. */
    RexNode inner(String name, List<RexNode> values, Expression.Call call) {
        return apply(name, library.inner(name), values, call);
    }

    private List<RexNode> values(List<Expression> given, Scope scope) {
        List<RexNode> values = new ArrayList<>();
        for (Expression each : given) {
            if (each instanceof Expression.Star) {
                scope.columns().forEach(column -> values.add(column.value()));
            } else {
                values.add(expressions.bind(each, scope, Use.VALUE));
            }
        }
        return values;
    }

    /** The call of the form of a function that fits the arguments best. */
    private RexNode apply(
            String name, List<Scalar> overloads, List<RexNode> values, Expression.Call call) {
        List<ColumnType> types = values.stream().map(Binding::type).toList();
        Scalar best = null;
        List<ColumnType> targets = List.of();
        for (Scalar each : overloads) {
            Optional<List<ColumnType>> accepted = each.signature().accept(types);
            boolean better =
                    accepted.isPresent()
                            && (best == null
                                    || Signature.cost(types, accepted.get())
                                            < Signature.cost(types, targets));
            if (better) {
                best = each;
                targets = accepted.get();
            }
        }
        if (best == null) {
            List<Signature> signatures = overloads.stream().map(Scalar::signature).toList();
            throw misfit(call, signatures, types);
        }
        return call(name, best, targets, values, call);
    }

    private RexNode call(
            String name,
            Scalar function,
            List<ColumnType> targets,
            List<RexNode> values,
            Expression.Call call) {
        List<RexNode> operands = new ArrayList<>(conversions.to(targets, values));
        for (int i = 0; i < operands.size(); i++) {
            if (function.signature().parameterOf(i).name().equals("regex")) {
                operands.set(i, regex(operands.get(i), call, i));
            }
        }
        List<ColumnType> types = new ArrayList<>(targets);
        for (int i = values.size(); i < function.signature().parameters().size(); i++) {
            Parameter absent = function.signature().parameters().get(i);
            if (!absent.many()) {
                RexNode value = absent(absent);
                operands.add(value);
                types.add(Binding.type(value));
            }
        }
        ColumnType result = function.signature().resultFor(targets);
        List<Optional<Object>> constants = operands.stream().map(Binding::constant).toList();
        String template = template(function, new Arguments(types, constants), call);
        if (!function.deterministic()) {
            KqlOperator operator =
                    new KqlOperator(name, KqlTypes.of(result), false, new CallSpelling(template));
            return binding.rex().call(operator, operands);
        }
        return binding.call(name, result, template, operands);
    }

    private RexNode regex(RexNode operand, Expression.Call call, int index) {
        if (!(Binding.constant(operand).orElse(0) instanceof String text)) {
            return operand;
        }
        RegexText.fault(text)
                .ifPresent(fault -> {
                    int last = Math.min(index, call.arguments().size() - 1);
                    throw binding.error(
                            call.arguments().get(last).value().span(),
                            "the regular expression cannot be read: " + fault);
                });
        return binding.rex().text(RegexText.plain(text));
    }

    private String template(Scalar function, Arguments arguments, Expression.Call call) {
        try {
            return function.template().forArguments(arguments);
        } catch (ArgumentException e) {
            int index = Math.min(e.index(), call.arguments().size() - 1);
            throw binding.error(
                    call.arguments().get(index).value().span(),
                    "argument %d of %s() %s"
                            .formatted(e.index() + 1, call.name().text(), e.getMessage()));
        }
    }

    private RexNode absent(Parameter parameter) {
        ColumnType type =
                switch (parameter.kind()) {
                    case TEXT -> ColumnType.STRING;
                    case JSON -> ColumnType.DYNAMIC;
                    case TYPED, COMMON ->
                            parameter.types().isEmpty()
                                    ? ColumnType.DYNAMIC
                                    : parameter.types().getFirst();
                };
        return binding.rex().literal(type, value(type, parameter.absent()));
    }

    private static Object value(ColumnType type, String text) {
        if (text.equals("null")) {
            return null;
        }
        return switch (type) {
            case BOOL -> Boolean.valueOf(text);
            case INT -> Integer.valueOf(text);
            case LONG, DATETIME, TIMESPAN -> Long.valueOf(text);
            case REAL -> Double.valueOf(text);
            case DECIMAL -> new java.math.BigDecimal(text);
            case STRING -> text.substring(1, text.length() - 1);
            case DYNAMIC -> text;
            case GUID -> java.util.UUID.fromString(text);
        };
    }

    private RuntimeException unknown(String name, Expression.Call call) {
        Optional<String> reason = library.reasonWithout(name);
        if (reason.isPresent()) {
            return binding.error(call.name().span(), name + "() is not supported: " + reason.get());
        }
        if (expressions.tuples().binds(name)) {
            return binding.error(
                    call.name().span(),
                    name + "() has several values; write the number of one, such as [0]");
        }
        if (!library.aggregates(name).isEmpty()) {
            return binding.error(
                    call.name().span(),
                    name + "() is an aggregate function; it belongs in summarize");
        }
        List<String> names = new ArrayList<>(library.scalarNames());
        names.addAll(library.aggregateNames());
        names.addAll(SpecialForms.NAMES);
        names.addAll(SpecialForms.CONVERSIONS.keySet());
        names.addAll(WindowCalls.NAMES);
        names.addAll(RecordCalls.NAMES);
        String given = call.name().text();
        String hint = OtherLanguages.function(given).orElseGet(() -> Nearest.hint(given, names));
        return binding.error(call.name().span(), "unknown function '" + given + "'" + hint);
    }

    /** What is wrong with arguments that no form of a function takes. */
    RuntimeException misfit(
            Expression.Call call, List<Signature> signatures, List<ColumnType> types) {
        return new Misfit(binding, call).of(signatures, types);
    }
}
