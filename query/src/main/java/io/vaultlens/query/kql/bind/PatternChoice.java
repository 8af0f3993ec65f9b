package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Statement;
import io.vaultlens.query.kql.ast.Statement.PatternCase;
import java.util.ArrayList;
import java.util.List;

/** Chooses the case of a declared pattern that a call is for. */
final class PatternChoice {
    private final Binders binders;

    PatternChoice(Binders binders) {
        this.binders = binders;
    }

    /** The rows of the case with exactly the call's texts; what stands behind its point is last. */
    Relation rows(Meaning.Pattern meaning, Expression.Call call, Environment environment) {
        Statement.Pattern pattern = meaning.pattern();
        List<String> texts = texts(call.values(), environment);
        for (PatternCase each : pattern.cases()) {
            List<Expression> values = new ArrayList<>(each.values());
            each.path().ifPresent(values::add);
            if (texts(values, environment).equals(texts)) {
                return binders.functions()
                        .table(each.result(), named(pattern, texts, meaning.environment()));
            }
        }
        throw binders.error(
                call.span(),
                "the pattern '%s' has no case for %s"
                        .formatted(pattern.name().text(), String.join(", ", texts)));
    }

    private List<String> texts(List<Expression> values, Environment environment) {
        List<String> texts = new ArrayList<>();
        for (Expression value : values) {
            Object text =
                    Binding.constant(binders.functions().scalar(value, environment)).orElse(0);
            if (!(text instanceof String)) {
                throw binders.error(value.span(), "a pattern is called with literal texts");
            }
            texts.add((String) text);
        }
        return texts;
    }

    /** The names in a case: the pattern's parameters with the call's texts. */
    private Environment named(
            Statement.Pattern pattern, List<String> texts, Environment environment) {
        List<Statement.Parameter> parameters = new ArrayList<>(pattern.parameters());
        pattern.path().ifPresent(parameters::add);
        Environment inside = environment;
        for (int i = 0; i < Math.min(parameters.size(), texts.size()); i++) {
            inside =
                    inside.with(
                            parameters.get(i).name().text(),
                            new Meaning.Value(
                                    binders.plan().rex().literal(ColumnType.STRING, texts.get(i))));
        }
        return inside;
    }
}
