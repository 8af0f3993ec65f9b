package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.text.QueryException;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the console's questions, each to be stopped by its id. May be used by all threads. */
final class ConsoleRuns {
    private final Reports reports;
    private final Map<String, ConsoleRun> running = new ConcurrentHashMap<>();

    ConsoleRuns(Reports reports) {
        this.reports = reports;
    }

    void run(PageFrame frame, String runId, Query query, Writer out) throws IOException {
        var run = new ConsoleRun();
        String key = key(frame, runId);
        running.put(key, run);
        var lines = new RowLines(out);
        try (QueryAnswer answer = reports.open(query)) {
            run.opened(answer.rows());
            lines.write(answer);
        } catch (QueryException e) {
            lines.fail(e);
        } finally {
            running.remove(key, run);
        }
    }

    boolean cancel(PageFrame frame, String runId) {
        ConsoleRun run = running.get(key(frame, runId));
        if (run == null) {
            return false;
        }
        run.cancel();
        return true;
    }

    /** Nobody can stop another reader's question. */
    private static String key(PageFrame frame, String runId) {
        return frame.user() + "\n" + runId;
    }
}
