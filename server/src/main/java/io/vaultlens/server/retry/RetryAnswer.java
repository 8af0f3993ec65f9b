package io.vaultlens.server.retry;

import java.util.Optional;

/**
 * Whether a person may retry a job now.
 *
 * @param allowed whether
 * @param explanation one or two sentences: what a retry will do, or why there can be none
 * @param candidate what is known of the job; there when it is allowed
 */
public record RetryAnswer(boolean allowed, String explanation, Optional<Candidate> candidate) {
    static RetryAnswer no(String explanation) {
        return new RetryAnswer(false, explanation, Optional.empty());
    }

    static RetryAnswer yes(String explanation, Candidate candidate) {
        return new RetryAnswer(true, explanation, Optional.of(candidate));
    }
}
