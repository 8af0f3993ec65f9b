package io.vaultlens.dashboards.page;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.dashboards.export.CellText;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Underline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays out the console; without scripts it answers on the page itself, with the first rows. */
final class ConsoleMaker {
    private static final String PARAMETER = "p.";
    private static final int PLAIN_ROWS = 500;

    private final Reports reports;
    private final Assets assets;

    ConsoleMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    ConsolePage page(PageFrame frame, Parameters address) {
        String query = address.text("query");
        boolean plain = address.text("plain").equals("1") && !query.isEmpty();
        ConsoleAnswer answer =
                plain ? answer(query(frame, address, QueryLimits.STANDARD)) : ConsoleAnswer.NONE;
        Address asked = asked(address);
        return new ConsolePage(
                new Layout(
                        frame, assets, "Console", "Console", List.of("console.js", "complete.js")),
                query,
                language(address),
                parameters(address).entrySet().stream()
                        .map(p -> new ConsolePage.Parameter(p.getKey(), p.getValue().toString()))
                        .toList(),
                examples(),
                answer,
                query.isEmpty() ? "" : asked.under("/console.csv").toString(),
                query.isEmpty() ? "" : asked.under("/console.xlsx").toString(),
                query.isEmpty() ? "" : asked.under("/console.json").toString(),
                query.isEmpty() || plain ? "" : asked.and("plain", "1").toString());
    }

    /** The question of an address or a form. */
    Query query(PageFrame frame, Parameters asked, QueryLimits limits) {
        return language(asked) == Language.SQL
                ? Reports.query(asked.text("query"), Language.SQL, frame.access(), limits)
                : Reports.query(asked.text("query"), parameters(asked), frame.access(), limits);
    }

    private static Language language(Parameters asked) {
        return asked.text("language").equalsIgnoreCase("sql") ? Language.SQL : Language.KQL;
    }

    private static Map<String, Object> parameters(Parameters asked) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        asked.values().keySet().stream()
                .filter(name -> name.startsWith(PARAMETER))
                .sorted()
                .forEach(name ->
                        parameters.put(name.substring(PARAMETER.length()), asked.text(name)));
        return parameters;
    }

    private static Address asked(Parameters address) {
        Address asked = Address.of("/console").and("query", address.text("query"));
        asked = language(address) == Language.SQL ? asked.and("language", "sql") : asked;
        for (var parameter : parameters(address).entrySet()) {
            asked = asked.and(PARAMETER + parameter.getKey(), parameter.getValue().toString());
        }
        return asked;
    }

    private List<ConsolePage.Example> examples() {
        return reports.examples().stream()
                .map(report ->
                        new ConsolePage.Example(
                                report.title(),
                                report.doc(),
                                ConsoleAddress.of(report.question(), Map.of())))
                .toList();
    }

    private ConsoleAnswer answer(Query query) {
        long began = System.nanoTime();
        try (QueryAnswer answer = reports.open(query)) {
            Rows rows = answer.rows();
            List<List<String>> shown = new ArrayList<>();
            boolean more = false;
            while (!more && rows.next()) {
                more = shown.size() == PLAIN_ROWS;
                if (!more) {
                    shown.add(texts(rows));
                }
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
            String count =
                    (more ? "the first " : "")
                            + Wording.counted(shown.size(), "row", "rows")
                            + " · "
                            + Wording.elapsed(elapsed)
                            + (more ? " · downloads have all" : "");
            return new ConsoleAnswer(true, rows.columns(), shown, count, "", "", answer.sql());
        } catch (QueryException e) {
            return fault(query.text(), e);
        }
    }

    private static List<String> texts(Rows rows) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            ResultColumn column = rows.columns().get(i);
            String text = CellText.of(column.type(), rows.value(i));
            texts.add(column.type() == ColumnType.DATETIME ? shortMoment(text) : text);
        }
        return texts;
    }

    private static String shortMoment(String text) {
        return text.replace('T', ' ').replaceFirst("\\.?0*Z$", "");
    }

    private static ConsoleAnswer fault(String text, QueryException e) {
        String place = String.join("\n", Underline.of(text, e.faults().getFirst()));
        return new ConsoleAnswer(true, List.of(), List.of(), "", e.getMessage(), place, "");
    }
}
