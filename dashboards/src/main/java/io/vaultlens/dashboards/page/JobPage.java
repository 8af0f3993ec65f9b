package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * One job.
 *
 * @param layout what stands around it
 * @param id the job
 * @param heading what it is
 * @param status how it stands
 * @param trouble what went wrong, in plain words, or {@code ""}
 * @param code the error code, or {@code ""}
 * @param judgement the code's class and what it means for a retry
 * @param advice what to do, or {@code ""}
 * @param states its life
 * @param facts what it is about
 * @param offer whether it may be retried
 * @param item the item's name
 * @param retries its retries
 * @param origin the failed job that it retries, or {@code ""}
 * @param console the question behind it
 */
public record JobPage(
        Layout layout,
        String id,
        String heading,
        Status status,
        String trouble,
        String code,
        String judgement,
        String advice,
        List<JobState> states,
        List<Fact> facts,
        RetryOffer offer,
        String item,
        RetriesPart retries,
        String origin,
        String console) {
    /** Where the retry is sent. */
    public String retryAddress() {
        return "/jobs/" + Address.segment(id) + "/retry";
    }

    /** Where what changed before it is fetched: that may take longer than the page. */
    public String changesAddress() {
        return "/jobs/" + Address.segment(id) + "/changes";
    }

    /** Whether it failed. */
    public boolean failed() {
        return status.kind() == Status.Kind.FAILED;
    }
}
