package io.vaultlens.dashboards.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.collector.estate.Estate;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.plan.Access;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final RetryOffer NO = new RetryOffer(false, "Azure makes this backup.");

    private static Estate estate;
    private static DuckDbEngine duckDb;
    private static Pages pages;

    @BeforeAll
    static void open() {
        estate = Estate.open();
        duckDb = new DuckDbEngine(estate.store()::reader, 2);
        var engine = new QueryEngine(estate.store().catalog(), duckDb, Estate.clock());
        var reports = new Reports(engine::answer, Runnable::run);
        pages = new Pages(reports, Assets.load(), QueryLimits.STANDARD);
    }

    @AfterAll
    static void close() {
        duckDb.close();
        estate.close();
    }

    @Test
    void theOverviewSaysWhatNeedsAttentionAndWhy() {
        String html = pages.overview(frame("ann"), Parameters.NONE);
        assertTrue(html.contains("Needs attention"));
        assertTrue(html.contains("UserErrorSQLNoSysadminMembership"), html);
        assertTrue(html.contains("contoso-vault"));
    }

    @Test
    void whoSeesNothingIsTold() {
        var nobody = new PageFrame("bob", Theme.SYSTEM, "token", Estate.NOW, Access.NONE);
        assertTrue(pages.overview(nobody, Parameters.NONE).contains("No record has come in yet"));
        assertTrue(pages.job(nobody, "job-02", NO).isEmpty());
    }

    @Test
    void theJobsAreFilteredSortedAndCounted() {
        String all = pages.jobs(frame("ann"), Parameters.NONE);
        String failed = pages.jobs(frame("ann"), address("status", "Failed"));
        assertTrue(count(all, "<tr>") > count(failed, "<tr>"));
        assertFalse(failed.contains("state succeeded"));
        assertTrue(
                failed.contains("/jobs.csv?range=14d&amp;status=Failed&amp;sort=-started"), failed);
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrARepeat() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            records.add(
                    """
                    {"time":"2026-03-10T0%d:00:00Z","category":"AddonAzureBackupJobs",\
                    "operationName":"Job","properties":{"JobUniqueId":"many-%d","JobStatus":\
                    "Completed","JobOperation":"Backup","JobStartDateTime":"2026-03-10T0%1$d:00:00Z"}}\
                    """
                            .formatted(i % 5, i));
        }
        try (Estate many = Estate.open();
                DuckDbEngine database = new DuckDbEngine(many.store()::reader, 2)) {
            new Ingest(many.store(), Estate.clock(), IngestSettings.standard())
                    .records("test", records);
            var engine = new QueryEngine(many.store().catalog(), database, Estate.clock());
            var reports = new Reports(engine::answer, Runnable::run);
            var all = new Pages(reports, Assets.load(), QueryLimits.STANDARD);
            List<String> found = new ArrayList<>();
            for (int page = 1; page <= 4; page++) {
                String html = all.jobs(frame("ann"), address("page", "" + page));
                Pattern.compile("/jobs/(many-\\d+)")
                        .matcher(html)
                        .results()
                        .map(link -> link.group(1))
                        .distinct()
                        .forEach(found::add);
            }
            assertEquals(120, found.size(), found.toString());
            assertEquals(120, Set.copyOf(found).size());
        }
    }

    @Test
    void textInAFilterIsNoKql() {
        String html = pages.jobs(frame("ann"), address("text", "\" or 1==1 // \\"));
        assertTrue(html.contains("No job fits"));
        assertTrue(html.contains("&#34; or 1==1 // \\"));
    }

    @Test
    void aJobTellsItsStatesInOrderAndWhyItCannotBeRetried() {
        String html = pages.job(frame("ann"), "job-02", NO).orElseThrow();
        assertTrue(html.contains("Running") && html.contains("Failed"));
        assertTrue(html.contains("Azure makes this backup."));
        assertFalse(html.contains("action=\"/jobs/job-02/retry\""));
    }

    @Test
    void aJobThatMayBeRetriedHasAFormWithTheReadersToken() {
        var offer = new RetryOffer(true, "A retry backs up /srv/documents now.");
        String html = pages.job(frame("ann"), "job-02", offer).orElseThrow();
        assertTrue(html.contains("action=\"/jobs/job-02/retry\""));
        assertTrue(html.contains("name=\"csrf\" value=\"token\""));
    }

    @Test
    void theConsoleSendsColumnsRowsAndTheEnd() throws IOException {
        List<Map<?, ?>> lines = rows("range x from 1 to 3 step 1 | render columnchart");
        assertEquals("[{name=x, type=long}]", lines.getFirst().get("columns").toString());
        assertTrue(lines.getFirst().get("sql").toString().startsWith("SELECT"));
        String sent =
                lines.stream()
                        .filter(line -> line.containsKey("rows"))
                        .map(line -> line.get("rows").toString())
                        .collect(Collectors.joining());
        assertEquals("[[1]][[2], [3]]", sent);
        Map<?, ?> end = (Map<?, ?>) lines.getLast().get("end");
        assertEquals(3, end.get("rows"));
        assertEquals("{chart=columnchart}", end.get("render").toString());
    }

    @Test
    void theConsoleSendsFaultsWithTheirPlace() throws IOException {
        List<Map<?, ?>> lines = rows("AddonAzureBackupJobs\n| where JobState == 1");
        String fault = lines.getLast().get("faults").toString();
        assertTrue(fault.contains("line=2, column=9, start=29, end=37"), fault);
        assertTrue(fault.contains("did you mean 'JobStatus'"), fault);
    }

    @Test
    void numbersThatABrowserWouldRoundAreSentAsText() throws IOException {
        List<Map<?, ?>> lines = rows("print a = 9007199254740993, b = 42, c = real(nan)");
        assertEquals("[[9007199254740993, 42, NaN]]", lines.get(1).get("rows").toString());
        assertTrue(
                ((List<?>) ((List<?>) lines.get(1).get("rows")).getFirst()).getFirst()
                        instanceof String);
    }

    @Test
    void noPageHasStyleOrScriptOfItsOwn() {
        Stream.of(
                        pages.overview(frame("ann"), Parameters.NONE),
                        pages.jobs(frame("ann"), Parameters.NONE),
                        pages.job(frame("ann"), "job-02", NO).orElseThrow(),
                        pages.console(frame("ann"), Parameters.NONE),
                        pages.signIn(frame(""), "/", "No such token."),
                        pages.error(frame("ann"), 404, "there is nothing at this address"))
                .forEach(PagesTest::strict);
    }

    private static void strict(String html) {
        assertFalse(html.contains(" style="), html);
        assertFalse(html.matches("(?s).*<script(?![^>]* src=).*"), html);
        assertFalse(html.matches("(?s).* on[a-z]+=.*"), html);
        assertEquals(1, count(html, "<h1"));
    }

    private static List<Map<?, ?>> rows(String query) throws IOException {
        var out = new StringWriter();
        pages.consoleRows(frame("ann"), address("query", query), out);
        var mapper = new ObjectMapper();
        List<Map<?, ?>> lines = new java.util.ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(mapper.readValue(line, Map.class));
        }
        return lines;
    }

    private static PageFrame frame(String user) {
        return new PageFrame(user, Theme.SYSTEM, "token", Estate.NOW, Access.ALL);
    }

    private static Parameters address(String name, String value) {
        return new Parameters(Map.of(name, List.of(value)));
    }

    private static int count(String html, String part) {
        return html.split(Pattern.quote(part), -1).length - 1;
    }
}
