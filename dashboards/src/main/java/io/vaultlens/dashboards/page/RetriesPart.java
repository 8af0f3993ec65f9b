package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * The retries of a job, shown where they were started.
 *
 * @param jobId the failed job
 * @param lines the attempts, oldest first
 * @param running whether one is not over, so that the part asks again
 */
public record RetriesPart(String jobId, List<RetryLine> lines, boolean running) {
    /** Where the part is fetched again. */
    public String address() {
        return "/jobs/" + Address.segment(jobId) + "/retries";
    }
}
