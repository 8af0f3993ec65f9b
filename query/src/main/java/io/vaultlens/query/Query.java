package io.vaultlens.query;

import io.vaultlens.query.plan.Access;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One question and who asks it.
 *
 * @param text the query as written
 * @param language its language
 * @param parameters values for {@code declare query_parameters}, by name; text is taken as it is,
 *     all other types as KQL literals
 * @param access what the caller may see
 * @param limits what it may cost
 * @param now what {@code now()} means; empty for the engine's own clock
 */
public record Query(
        String text,
        Language language,
        Map<String, Object> parameters,
        Access access,
        QueryLimits limits,
        Optional<Instant> now) {
    public Query {
        parameters = Map.copyOf(parameters);
    }

    /** A question asked now. */
    public Query(
            String text,
            Language language,
            Map<String, Object> parameters,
            Access access,
            QueryLimits limits) {
        this(text, language, parameters, access, limits, Optional.empty());
    }

    /** The same question as if it were asked at this moment, where there is one. */
    public Query at(Optional<Instant> moment) {
        return new Query(text, language, parameters, access, limits, moment);
    }

    /** A KQL question over everything within the standard limits. */
    public static Query kql(String text) {
        return new Query(text, Language.KQL, Map.of(), Access.ALL, QueryLimits.STANDARD);
    }
}
