package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Report;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes the address of the console with a question and the values of its parameters. */
final class ConsoleAddress {
    private ConsoleAddress() {}

    static String of(Report report, Map<String, Object> parameters) {
        return of(report.text(), parameters);
    }

    static String of(String text, Map<String, Object> parameters) {
        Address address = Address.of("/console").and("query", text.strip());
        for (var parameter : new TreeMap<>(parameters).entrySet()) {
            address = address.and("p." + parameter.getKey(), literal(parameter.getValue()));
        }
        return address.toString();
    }

    /** A value as the console's field shows it: text as it is, all else as KQL writes it. */
    private static String literal(Object value) {
        return value instanceof Instant moment ? "datetime(" + moment + ")" : value.toString();
    }
}
