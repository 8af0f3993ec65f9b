package io.vaultlens.dashboards.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which jobs the grid shows and in what order, as the address says it.
 *
 * @param range when they began
 * @param text what their item, vault, code or id contains
 * @param values what is chosen, by the names in the address
 * @param sort the column they are sorted by, by its name in the address
 * @param ascending whether the smallest is first
 * @param page which page, counted from 1
 */
record JobsFilter(
        TimeRange range,
        String text,
        Map<String, List<String>> values,
        String sort,
        boolean ascending,
        int page) {
    static final int PAGE_ROWS = 50;
    private static final int LAST_PAGE = 1_000_000;

    /** The filters, by their names in the address, with the report's column. */
    static final Map<String, String> FILTERS =
            columns(
                    "status",
                    "Status",
                    "vault",
                    "Vault",
                    "solution",
                    "Solution",
                    "operation",
                    "Operation");

    /** The columns that sort, by their names in the address. */
    static final Map<String, String> SORTS =
            columns(
                    "status",
                    "Status",
                    "item",
                    "Item",
                    "solution",
                    "Solution",
                    "operation",
                    "Operation",
                    "vault",
                    "Vault",
                    "started",
                    "Started",
                    "duration",
                    "DurationSeconds",
                    "moved",
                    "MovedMB",
                    "code",
                    "Code");

    private static Map<String, String> columns(String... namesAndColumns) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndColumns.length; i += 2) {
            columns.put(namesAndColumns[i], namesAndColumns[i + 1]);
        }
        return columns;
    }

    static JobsFilter of(Parameters address, TimeRange range) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        FILTERS.keySet().forEach(name -> values.put(name, address.all(name)));
        String asked = address.text("sort");
        boolean known = SORTS.containsKey(asked.replaceFirst("^-", ""));
        String sort = known ? asked : "-started";
        return new JobsFilter(
                range,
                address.text("text"),
                values,
                sort.replaceFirst("^-", ""),
                !sort.startsWith("-"),
                page(address.text("page")));
    }

    private static int page(String text) {
        return text.matches("[0-9]{1,6}") ? Math.clamp(Integer.parseInt(text), 1, LAST_PAGE) : 1;
    }

    /** Whether any filter but the time is on. */
    boolean on() {
        return !text.isEmpty() || values.values().stream().anyMatch(v -> !v.isEmpty());
    }

    /** The address of these jobs under a path, without the page. */
    Address in(String path) {
        Address address = range.in(Address.of(path)).and("text", text);
        for (var value : values.entrySet()) {
            address = address.andAll(value.getKey(), value.getValue());
        }
        return address.and("sort", (ascending ? "" : "-") + sort);
    }

    /** The filters as KQL operators, to follow the report of jobs. */
    String where() {
        var kql = new StringBuilder();
        for (var filter : FILTERS.entrySet()) {
            List<String> chosen = values.getOrDefault(filter.getKey(), List.of());
            if (!chosen.isEmpty()) {
                kql.append("| where ").append(filter.getValue()).append(" in (");
                kql.append(chosen.stream().map(KqlText::quoted).collect(Collectors.joining(", ")));
                kql.append(")\n");
            }
        }
        if (!text.isEmpty()) {
            String quoted = KqlText.quoted(text);
            kql.append("| where Item contains ").append(quoted);
            kql.append(" or Vault contains ").append(quoted);
            kql.append(" or Code contains ").append(quoted);
            kql.append(" or JobId =~ ").append(quoted).append('\n');
        }
        return kql.toString();
    }

    /** The order as a KQL operator; the job's id breaks ties, so that pages do not overlap. */
    String order() {
        return "| sort by " + SORTS.get(sort) + (ascending ? " asc" : " desc") + ", JobId asc\n";
    }
}
