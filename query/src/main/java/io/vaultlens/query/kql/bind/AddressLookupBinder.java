package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.plugin.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds ipv4_lookup and ipv6_lookup: rows with the networks of a table that hold an address. */
final class AddressLookupBinder {
    private static final String TABLE = "_networks";

    private final Binders binders;

    AddressLookupBinder(Binders binders) {
        this.binders = binders;
    }

    Relation lookup(Expression.Call call, Relation input, Environment environment) {
        List<Expression> given = call.values();
        if (given.size() < 3 || !binders.functions().isTable(given.getFirst(), environment)) {
            throw binders.error(
                    call.span(),
                    call.name().text()
                            + "() takes a table, a column with an address and the table's column"
                            + " with a network");
        }
        Relation networks = binders.functions().table(given.getFirst(), environment);
        List<String> extra = new ArrayList<>();
        boolean unmatched = false;
        for (int i = 3; i < given.size(); i++) {
            Optional<Name> name = call.arguments().get(i).name();
            if (given.get(i) instanceof Expression.Reference key && name.isEmpty()) {
                extra.add(key.name());
            } else {
                unmatched = isTrue(given.get(i));
            }
        }
        RowScope rows = new RowScope(binders, environment, input.ordered(List.of()));
        int address =
                rows.copy(binders.expressions().bind(given.get(1), rows, Use.VALUE)).getIndex();
        List<Relation.Field> fields = new ArrayList<>(rows.relation().fields());
        fields.add(new Relation.Field("_address", address));
        Relation left = rows.relation().seen(fields);
        Environment names = environment.with(TABLE, new Meaning.Table(() -> networks, false));
        List<Operator> operators =
                Fragments.operators(text(call, column(networks, given.get(2)), extra, unmatched));
        return binders.pipelines().bind(left, operators, names);
    }

    private boolean isTrue(Expression expression) {
        return Binding.constant(binders.functions().constant(expression))
                .equals(Optional.of((Object) true));
    }

    private String column(Relation networks, Expression expression) {
        String name = ResultNames.of(expression);
        if (networks.field(name).isEmpty()) {
            throw binders.error(
                    expression.span(), "the table of networks has no column '" + name + "'");
        }
        return Given.quoted(name);
    }

    private static String text(
            Expression.Call call, String network, List<String> extra, boolean unmatched) {
        String function =
                call.name().text().toLowerCase(Locale.ROOT).replace("lookup", "is_in_range");
        StringBuilder on = new StringBuilder("_one");
        StringBuilder repeated = new StringBuilder();
        extra.forEach(name -> {
            on.append(", ").append(Given.quoted(name));
            repeated.append(", ").append(Given.quoted(name + "1"));
        });
        String matched =
                "join kind=inner (_networks | extend _one = 1, _network = %s) on %s"
                                .formatted(network, on)
                        + " | where %s(_address, _network)".formatted(function)
                        + " | project-away _network, _one1"
                        + repeated;
        String first = "extend _row = row_number(0), _one = 1 | as _rows | ";
        String last = " | project-away _row, _one, _address";
        return unmatched
                ? first
                        + matched
                        + " | as _found | union (_rows | join kind=leftanti _found on _row)"
                        + last
                : first + matched + last;
    }
}
