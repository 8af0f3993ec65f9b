package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.export.Format;
import io.vaultlens.query.Query;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Every page as HTML text, for a reader and an address; knows no HTTP. May be used by all threads.
 *
 * <p>Routes: {@code /} overview, {@code /jobs} jobs, {@code /jobs.csv|.xlsx|.json} jobsQuery,
 * {@code /jobs/ID} job, {@code /jobs/ID/retries} retries (a part of the page, fetched again and
 * again), {@code /console} console, {@code POST /console/rows} consoleRows, {@code POST
 * /console/cancel}, {@code /console.csv|.xlsx|.json} consoleQuery, {@code /sign-in}, {@code POST
 * /sign-out}, {@code POST /theme} with field {@code theme}, {@code POST /jobs/ID/retry}.
 */
public final class Pages {
    /** The first page: how the whole estate does. */
    public String overview(PageFrame frame, Parameters address) {
        return "";
    }

    /** The grid of jobs, filtered and sorted as the address says. */
    public String jobs(PageFrame frame, Parameters address) {
        return "";
    }

    /** The question behind the grid of jobs, without a limit of rows, for a download. */
    public Query jobsQuery(PageFrame frame, Parameters address) {
        return Query.kql("");
    }

    /** One job, or empty when the reader can see none of this id. */
    public Optional<String> job(PageFrame frame, String jobId, RetryOffer offer) {
        return Optional.empty();
    }

    /** The retries of one job as a part of its page, asked for again while they run. */
    public String retries(PageFrame frame, String jobId) {
        return "";
    }

    /** The page to ask questions on. */
    public String console(PageFrame frame, Parameters address) {
        return "";
    }

    /** The question of the console, for a download. */
    public Query consoleQuery(PageFrame frame, Parameters address) {
        return Query.kql("");
    }

    /**
     * Runs the console's question and writes its rows line by line as they come (media type {@code
     * application/x-ndjson}); an error of the question is the last line, never an exception.
     */
    public void consoleRows(PageFrame frame, Parameters form, Writer out) throws IOException {}

    /** Stops a question of the console by the id its form gave it; false when it is not running. */
    public boolean cancel(PageFrame frame, String runId) {
        return false;
    }

    /** The form to sign in with. */
    public String signIn(PageFrame frame, String back, String error) {
        return "";
    }

    /** A page that says what went wrong: 404, 403, 500 and others. */
    public String error(PageFrame frame, int status, String message) {
        return "";
    }

    /** The name of a downloaded file, for example {@code jobs-2026-01-31.csv}. */
    public String fileName(PageFrame frame, String what, Format format) {
        return what + "." + format.extension();
    }
}
