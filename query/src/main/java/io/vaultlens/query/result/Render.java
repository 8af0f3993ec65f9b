package io.vaultlens.query.result;

import java.util.Map;

/**
 * How an answer asks to be shown: KQL's {@code render}.
 *
 * @param chart the kind of chart, in lower case: {@code timechart}, {@code columnchart}, …
 * @param options what was written {@code with (…)}, by name
 */
public record Render(String chart, Map<String, String> options) {
    public Render {
        options = Map.copyOf(options);
    }
}
