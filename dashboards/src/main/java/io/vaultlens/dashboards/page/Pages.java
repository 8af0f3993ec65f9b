package io.vaultlens.dashboards.page;

import io.vaultlens.collector.store.FileUse;
import io.vaultlens.collector.watch.SourceHealth;
import io.vaultlens.dashboards.export.Format;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryLimits;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Every page as HTML text, for a reader and an address; knows no HTTP. May be used by all threads.
 *
 * <p>Routes: {@code /} overview, {@code /jobs} jobs, {@code /jobs.csv|.xlsx|.json} jobsQuery,
 * {@code /jobs/ID} job, {@code /jobs/ID/retries} retries (a part of the page, fetched again and
 * again), {@code /jobs/ID/changes} changes (a part of the page that may take a while), {@code
 * /changes} blame, {@code /changes/blamed} blamed (its part that may take a while), {@code
 * /changes.csv|.xlsx|.json} blameQuery, {@code /console} console, {@code POST /console/rows}
 * consoleRows, {@code POST /console/cancel}, {@code /console.csv|.xlsx|.json} consoleQuery, {@code
 * /settings/sources} sources, {@code /settings/sources/new} newSource, {@code /settings/store}
 * store, {@code /sign-in}, {@code POST /sign-out}, {@code POST /theme} with field {@code theme},
 * {@code POST /jobs/ID/retry}.
 */
public final class Pages {
    private final Templates templates = new Templates();
    private final Assets assets;
    private final QueryLimits downloads;
    private final OverviewMaker overview;
    private final JobsMaker jobs;
    private final JobMaker job;
    private final ChangesMaker changes;
    private final BlameMaker blame;
    private final ConsoleMaker console;
    private final ConsoleRuns runs;
    private final SourcesMaker sources;
    private final StoreMaker store;

    /**
     * Pages that show what these reports answer.
     *
     * @param reports answers the pages' questions
     * @param assets the files the pages refer to
     * @param downloads how much a download may cost
     */
    public Pages(Reports reports, Assets assets, QueryLimits downloads) {
        this.assets = assets;
        this.downloads = downloads;
        this.overview = new OverviewMaker(reports, assets);
        this.jobs = new JobsMaker(reports, assets);
        this.job = new JobMaker(reports, assets);
        this.changes = new ChangesMaker(reports);
        this.blame = new BlameMaker(reports, assets);
        this.console = new ConsoleMaker(reports, assets);
        this.runs = new ConsoleRuns(reports);
        this.sources = new SourcesMaker(reports, assets);
        this.store = new StoreMaker(reports, assets);
    }

    /** The first page: how the whole estate does. */
    public String overview(PageFrame frame, Parameters address) {
        return templates.fill("overview", overview.page(frame, address));
    }

    /** The grid of jobs, filtered and sorted as the address says. */
    public String jobs(PageFrame frame, Parameters address) {
        return templates.fill("jobs", jobs.page(frame, address));
    }

    /** The question behind the grid of jobs, for a download of all rows. */
    public Query jobsQuery(PageFrame frame, Parameters address) {
        return jobs.all(frame, address, downloads);
    }

    /** One job, or empty when the reader can see none of this id. */
    public Optional<String> job(PageFrame frame, String jobId, RetryOffer offer) {
        return job.page(frame, jobId, offer).map(page -> templates.fill("job", page));
    }

    /** The retries of one job as a part of its page, asked for again while they run. */
    public String retries(PageFrame frame, String jobId) {
        return templates.fill("retries", job.retries(frame, jobId));
    }

    /** What changed before a job failed, as a part of its page. */
    public String changes(PageFrame frame, String jobId) {
        return templates.fill("changes", changes.part(frame, jobId));
    }

    /** Which changes broke backups, over all machines. */
    public String blame(PageFrame frame, Parameters address) {
        return templates.fill("blame", blame.page(frame, address));
    }

    /** The main part of that page. */
    public String blamed(PageFrame frame, Parameters address) {
        return templates.fill("blamed", blame.part(frame, address));
    }

    /** The question behind that page, for a download of all rows. */
    public Query blameQuery(PageFrame frame, Parameters address) {
        return blame.all(frame, address, downloads);
    }

    /** The page to ask questions on. */
    public String console(PageFrame frame, Parameters address) {
        return templates.fill("console", console.page(frame, address));
    }

    /** The question of the console, for a download of all rows. */
    public Query consoleQuery(PageFrame frame, Parameters address) {
        return console.query(frame, address, downloads);
    }

    /**
     * Runs the console's question and writes its rows line by line as they come (media type {@code
     * application/x-ndjson}); an error of the question is the last line, never an exception.
     */
    public void consoleRows(PageFrame frame, Parameters form, Writer out) throws IOException {
        Query query = console.query(frame, form, QueryLimits.STANDARD);
        runs.run(frame, form.text("run"), query, out);
    }

    /** Stops a question of the console by the id its form gave it; false when it is not running. */
    public boolean cancel(PageFrame frame, String runId) {
        return runs.cancel(frame, runId);
    }

    /** Where records come from, and what came of the last action there. */
    public String sources(
            PageFrame frame,
            List<SourceHealth> health,
            Function<String, SourceLine.Hold> holds,
            Optional<SourceOutcome> outcome) {
        return templates.fill("sources", sources.page(frame, health, holds, outcome));
    }

    /** The form for a new source. */
    public String newSource(PageFrame frame, NewSource draft) {
        return templates.fill("newSource", sources.form(frame, draft));
    }

    /** How the store does, and what came of the last action there. */
    public String store(
            PageFrame frame, FileUse use, Optional<Instant> shrinkingSince, String told) {
        return templates.fill("store", store.page(frame, use, shrinkingSince, told));
    }

    /** The form to sign in with. */
    public String signIn(PageFrame frame, String back, String error) {
        var layout = new Layout(frame, assets, "Sign in", "", List.of());
        return templates.fill("signIn", new SignInPage(layout, back, error));
    }

    /** A page that says what went wrong: 404, 403, 500 and others. */
    public String error(PageFrame frame, int status, String message) {
        var layout = new Layout(frame, assets, "Error " + status, "", List.of());
        return templates.fill("error", ErrorPage.of(layout, status, Sentence.of(message)));
    }

    /** The name of a downloaded file, for example {@code jobs-2026-01-31.csv}. */
    public String fileName(PageFrame frame, String what, Format format) {
        LocalDate day = LocalDate.ofInstant(frame.now(), ZoneOffset.UTC);
        return what + "-" + day + "." + format.extension();
    }
}
