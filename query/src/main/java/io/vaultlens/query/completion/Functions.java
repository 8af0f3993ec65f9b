package io.vaultlens.query.completion;

import io.vaultlens.query.completion.Suggestion.Kind;
import io.vaultlens.query.function.Aggregate;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.function.Scalar;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of the library as suggestions.
 *
 * @param library the functions there are
 */
record Functions(Library library) {
    /** All scalar functions. */
    List<Suggestion> scalars() {
        List<Suggestion> all = new ArrayList<>();
        for (String name : ExpressionBinder.functionNames(library)) {
            List<Scalar> forms = library.scalars(name);
            boolean known = !forms.isEmpty();
            all.add(
                    new Suggestion(
                            Kind.FUNCTION,
                            name,
                            name + "(",
                            known ? parameters(forms.getFirst().signature().text()) : "(…)",
                            known ? forms.getFirst().doc() : ""));
        }
        return all;
    }

    /** All aggregate functions. */
    List<Suggestion> aggregates() {
        List<Suggestion> all = new ArrayList<>();
        for (String name : library.aggregateNames()) {
            Aggregate form = library.aggregates(name).getFirst();
            boolean none = form.signature().most() == 0;
            all.add(
                    new Suggestion(
                            Kind.AGGREGATE,
                            name,
                            none ? name + "()" : name + "(",
                            parameters(form.signature().text()),
                            form.doc()));
        }
        return all;
    }

    /** Every form of a function, one a line, and its sentence; empty where there is none. */
    List<String> forms(String name) {
        List<String> lines = new ArrayList<>();
        for (Scalar form : library.scalars(name)) {
            lines.add(name + parameters(form.signature().text()));
            lines.add(form.doc());
        }
        for (Aggregate form : library.aggregates(name)) {
            lines.add(name + parameters(form.signature().text()));
            lines.add(form.doc());
        }
        return lines;
    }

    private static String parameters(String signature) {
        return signature.substring(signature.indexOf('('));
    }
}
