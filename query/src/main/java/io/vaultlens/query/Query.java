package io.vaultlens.query;

import io.vaultlens.query.plan.Access;
import java.util.Map;

/**
 * One question and who asks it.
 *
 * @param text the query as written
 * @param language its language
 * @param parameters values for {@code declare query_parameters}, by name; text is taken as it is,
 *     all other types as KQL literals
 * @param access what the caller may see
 * @param limits what it may cost
 */
public record Query(
        String text,
        Language language,
        Map<String, Object> parameters,
        Access access,
        QueryLimits limits) {
    public Query {
        parameters = Map.copyOf(parameters);
    }

    /** A KQL question over everything within the standard limits. */
    public static Query kql(String text) {
        return new Query(text, Language.KQL, Map.of(), Access.ALL, QueryLimits.STANDARD);
    }
}
