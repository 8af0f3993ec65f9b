package io.vaultlens.query.kql.bind;

import io.vaultlens.query.result.ResultColumn;
import java.util.List;
import java.util.Map;

/**
 * What a place of a query sees.
 *
 * @param columns the columns of the rows there
 * @param names the names that statements before have made, with what they are: value, table or
 *     function
 */
public record Sight(List<ResultColumn> columns, Map<String, String> names) {
    public Sight {
        columns = List.copyOf(columns);
        names = Map.copyOf(names);
    }
}
