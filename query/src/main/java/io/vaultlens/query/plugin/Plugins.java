package io.vaultlens.query.plugin;

import static io.vaultlens.query.plugin.Plugin.plugin;
import static io.vaultlens.query.plugin.Plugin.several;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All plugins that are questions themselves. */
public final class Plugins {
    private static final List<Plugin> OTHERS =
            List.of(
                    plugin(
                            "dcount_intersect(sets: columns)",
                            "How many values several sets made by hll() have in common.",
                            Plugins::intersections),
                    several(
                            "preview(rows: value)",
                            "The first rows and the number of all rows: two tables.",
                            _ -> List.of("_input | take _rows", "_input | count")),
                    plugin(
                            "rolling_percentile(value: column, percentage: value, time: column,"
                                    + " size: value, bins: value, dims: columns)",
                            "A percentile of the values in each bin and the bins before it.",
                            Plugins::rolling),
                    plugin(
                            "schema_merge(PreserveOrder: value?)",
                            "One schema of several that getschema made.",
                            Plugins::schemas));

    private static final String REACHES_OUT = "a query reaches nothing outside of this server";
    private static final String RUNS_CODE = "no code runs in a query";
    private static final String ON_MAPS = "geospatial functions are left out";

    /** Plugins of the language that are left out on purpose, and why. */
    private static final Map<String, String> LEFT_OUT =
            Map.ofEntries(
                    Map.entry("ai_chat_completion", REACHES_OUT),
                    Map.entry("ai_chat_completion_prompt", REACHES_OUT),
                    Map.entry("ai_embed_text", REACHES_OUT),
                    Map.entry("ai_embeddings", REACHES_OUT),
                    Map.entry("azure_digital_twins_query_request", REACHES_OUT),
                    Map.entry("cosmosdb_sql_request", REACHES_OUT),
                    Map.entry("geo_line_lookup", ON_MAPS),
                    Map.entry("geo_polygon_lookup", ON_MAPS),
                    Map.entry("http_request", REACHES_OUT),
                    Map.entry("http_request_post", REACHES_OUT),
                    Map.entry("infer_storage_schema", REACHES_OUT),
                    Map.entry("infer_storage_schema_with_suggestions", REACHES_OUT),
                    Map.entry("mysql_request", REACHES_OUT),
                    Map.entry("postgresql_request", REACHES_OUT),
                    Map.entry("python", RUNS_CODE),
                    Map.entry("r", RUNS_CODE),
                    Map.entry("sql_request", REACHES_OUT));

    private Plugins() {}

    /** Why plugins are left out, by their names in order. */
    public static SortedMap<String, String> leftOut() {
        return new TreeMap<>(LEFT_OUT);
    }

    /** Why a plugin is left out; empty where it is not. */
    public static Optional<String> leftOut(String name) {
        return Optional.ofNullable(LEFT_OUT.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Every plugin, in the order of the manual. */
    public static List<Plugin> all() {
        List<Plugin> all = new ArrayList<>(ActivityPlugins.ALL);
        all.addAll(SequencePlugins.ALL);
        all.addAll(OTHERS);
        return all;
    }

    /** The plugin with this name, in any letter case. */
    public static Optional<Plugin> named(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        return all().stream().filter(plugin -> plugin.name().equals(folded)).findFirst();
    }

    private static String intersections(Given given) {
        if (given.dimensions().size() < 2 || given.dimensions().size() > 16) {
            throw new IllegalArgumentException("dcount_intersect() takes 2 to 16 sets");
        }
        StringBuilder text = new StringBuilder("_input | project _r0 = ");
        text.append(Given.quoted(given.dimensions().getFirst()));
        text.append(given.dims());
        for (int i = 1; i < given.dimensions().size(); i++) {
            text.append(
                    " | extend _r%d = set_intersect(_r%d, %s)"
                            .formatted(i, i - 1, Given.quoted(given.dimensions().get(i))));
        }
        text.append(" | project ");
        for (int i = 0; i < given.dimensions().size(); i++) {
            text.append(i == 0 ? "" : ", ").append("s%1$d = dcount_hll(_r%1$d)".formatted(i));
        }
        return text.toString();
    }

    private static String rolling(Given given) {
        String name =
                "rolling_%s_percentile_%s_%s"
                        .formatted(
                                given.value("bins").orElse("n"),
                                given.columns().get("value"),
                                given.value("percentage").orElse("p").replaceAll("\\.0$", ""));
        return given.fill(
                """
                let _values = materialize(
                    _input | project _value, _w = bin(_time, _size), _k = 1{dims});
                _values
                | distinct _d = _w, _k{dims}
                | join kind=inner _values on _k{dims}
                | where _w <= _d and _w > _d - _bins * _size
                | summarize NAME = percentile(_value, _percentage) by {time} = _d{dims}
                | sort by {time} asc
                """
                        .replace("NAME", Given.quoted(name)));
    }

    /** A column with numbers of several types takes the widest; other types do not go together. */
    private static String schemas(Given given) {
        boolean ordered = !given.value("PreserveOrder").orElse("true").equals("false");
        return """
        _input
        | summarize _first = min(ColumnOrdinal), _last = max(ColumnOrdinal),
            _type = take_any(DataType), _types = make_set(ColumnType) by ColumnName
        | sort by _last asc, _first asc, ColumnName asc
        | extend _place = row_number(0)
        | extend _numbers = array_length(set_difference(_types, _widths)) == 0
        | extend _fault = case(
            _ordered and _first != _last, 'columns are out of order',
            array_length(_types) > 1 and not(_numbers),
            strcat('types do not go together: ', strcat_array(array_sort_asc(_types), ', ')),
            '')
        | extend _widest = toint(array_length(_types) > 1) * (1 + toint('real' in (_types)))
        | project ColumnName,
            ColumnOrdinal = toint(iff(_fault == '', _place, -1)),
            DataType = case(
                _fault != '', strcat('ERROR(unknown CSL type:ERROR(', _fault, '))'),
                _widest == 1, 'System.Int64',
                _widest == 2, 'System.Double',
                _type),
            ColumnType = case(
                _fault != '', strcat('ERROR(', _fault, ')'),
                _widest == 1, 'long',
                _widest == 2, 'real',
                tostring(_types[0]))
        """
                .replace("_widths", "dynamic(['int', 'long', 'real'])")
                .replace("_ordered", Boolean.toString(ordered));
    }
}
