package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Signature;
import io.vaultlens.query.kql.ast.Expression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says why no form of a function takes a call's arguments.
 *
 * @param binding the query
 * @param call the call
 */
record Misfit(Binding binding, Expression.Call call) {

    /** The error for arguments of these types. */
    RuntimeException of(List<Signature> signatures, List<ColumnType> types) {
        int fewest = signatures.stream().mapToInt(Signature::fewest).min().orElse(0);
        int most = signatures.stream().mapToInt(Signature::most).max().orElse(0);
        if (types.size() < fewest || types.size() > most) {
            return binding.error(
                    call.span(),
                    "%s() takes %s, found %d"
                            .formatted(call.name().text(), count(fewest, most), types.size()));
        }
        List<Signature> fitting =
                signatures.stream()
                        .filter(each ->
                                types.size() >= each.fewest() && types.size() <= each.most())
                        .toList();
        for (int i = 0; i < types.size(); i++) {
            Optional<String> expected = refusal(fitting, i, types.get(i));
            if (expected.isPresent() && i < call.arguments().size()) {
                return binding.error(
                        call.arguments().get(i).value().span(),
                        "argument %d of %s() must be %s, found %s"
                                .formatted(
                                        i + 1,
                                        call.name().text(),
                                        expected.get(),
                                        types.get(i).kqlName()));
            }
        }
        return binding.error(
                call.span(),
                "the arguments of %s() have types that do not fit together: %s"
                        .formatted(
                                call.name().text(),
                                String.join(
                                        ", ", types.stream().map(ColumnType::kqlName).toList())));
    }

    /** What the forms take instead, where none takes this type as this argument. */
    private static Optional<String> refusal(
            List<Signature> signatures, int argument, ColumnType type) {
        Set<String> expected = new LinkedHashSet<>();
        for (Signature signature : signatures) {
            Optional<String> refusal = signature.refusal(argument, type);
            if (refusal.isEmpty()) {
                return Optional.empty();
            }
            expected.addAll(List.of(refusal.get().split(" or ")));
        }
        return expected.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", expected));
    }

    private static String count(int fewest, int most) {
        String word = most == 1 ? " argument" : " arguments";
        if (fewest == most) {
            return (most == 0 ? "no" : fewest) + word;
        }
        if (most == Integer.MAX_VALUE) {
            return "at least " + fewest + (fewest == 1 ? " argument" : " arguments");
        }
        return fewest + " to " + most + word;
    }
}
