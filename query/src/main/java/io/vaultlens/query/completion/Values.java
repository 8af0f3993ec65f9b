package io.vaultlens.query.completion;

import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Asks for the values of a column that the caller may see, within a short time: a suggestion that
 * comes late helps nobody.
 *
 * @param engine answers a query, under the access rule it carries
 */
record Values(Function<Query, Rows> engine) {
    private static final int MOST = 30;
    private static final int LOOKED_AT = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * The commonest values that begin with what is typed.
     *
     * @param before the text of the query that has the column
     */
    List<String> of(Query asked, String before, String column, String prefix) {
        String text =
                before
                        + "\n| where ['%s'] startswith %s | take %d"
                                .formatted(column, literal(prefix), LOOKED_AT)
                        + " | summarize _n = count() by _v = tostring(['%s'])".formatted(column)
                        + " | where isnotempty(_v) | top %d by _n desc | project _v"
                                .formatted(MOST + 1);
        Query query =
                new Query(
                                text,
                                io.vaultlens.query.Language.KQL,
                                asked.parameters(),
                                asked.access(),
                                new QueryLimits(MOST + 1, PATIENCE))
                        .at(asked.now());
        List<String> values = new ArrayList<>();
        try (Rows rows = engine.apply(query)) {
            while (rows.next()) {
                values.add((String) rows.value(0));
            }
        } catch (QueryException e) {
            // Too slow, or no query yet: there are no values to suggest.
            return List.of();
        }
        return values.subList(0, Math.min(MOST, values.size()));
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ") + '"';
    }
}
