package io.vaultlens.query.function;

import io.vaultlens.query.function.routine.Parsing;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the SQL that reads a JSON text at a path such as {@code $.a['b'][0]}. */
final class JsonPaths {
    /** What stands in the SQL as it is written. */
    private static final Pattern PLAIN = Pattern.compile("[\\w .:/-]*");

    private JsonPaths() {}

    /** A path that is written out is the database's own to walk; any other is walked in Java. */
    static String read(Arguments arguments) {
        Optional<List<Object>> steps =
                arguments.constants().getFirst().flatMap(path -> Parsing.steps(path.toString()));
        boolean plain =
                steps.isPresent()
                        && steps.get().stream()
                                .allMatch(step -> PLAIN.matcher("" + step).matches());
        if (!plain) {
            return "kql_json_at_2($1, $2)";
        }
        StringBuilder path = new StringBuilder("$");
        for (Object step : steps.get()) {
            path.append(step instanceof Integer place ? "[" + place + "]" : ".\"" + step + "\"");
        }
        return "coalesce(json_extract_string(try_cast($2 AS JSON), '" + path + "'), '')";
    }
}
