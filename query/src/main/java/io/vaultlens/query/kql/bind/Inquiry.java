package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.BoundQuery;
import java.util.List;

/**
 * Asks the data while a query is still being bound: some operators' columns depend on it.
 *
 * <p>The question goes the same way as any other, the caller's access and limits included.
 */
@FunctionalInterface
public interface Inquiry {
    /** All rows of a small question, each value as a result's rows give it. */
    List<List<Object>> rows(BoundQuery question);
}
