package io.vaultlens.server.bench;

import java.util.List;

/**
 * A question as published and as a person would write it in SQL; {@code #} becomes another number
 * at each asking, so that no plan is found again whole.
 *
 * @param name its name among the figures
 * @param note what it asks
 * @param kql the published text, with a comment and a literal that change
 * @param sql the same over {@code latest_jobs}, a table of exactly the rows that are asked for
 */
record Question(String name, String note, String kql, String sql) {
    /** All questions in order. */
    static final List<Question> ALL =
            List.of(
                    new Question(
                            "failed-jobs-published",
                            "how many jobs failed, in the published form",
                            """
                            // asked for the #. time
                            AddonAzureBackupJobs
                            | summarize arg_max(TimeGenerated,*) by JobUniqueId
                            | where JobStatus == "Failed" and JobFailureCode != "none-#"
                            | count\
                            """,
                            """
                            SELECT count(*) FROM latest_jobs
                            WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'\
                            """),
                    new Question(
                            "q01",
                            "all failed jobs, every row with every column",
                            """
                            // asked for the #. time
                            AddonAzureBackupJobs
                            | summarize arg_max(TimeGenerated,*) by JobUniqueId
                            | where JobStatus == "Failed" and JobFailureCode != "none-#\"\
                            """,
                            """
                            SELECT * FROM latest_jobs
                            WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'\
                            """));

    String kql(int turn) {
        return kql.replace("#", String.valueOf(turn));
    }

    String sql(int turn) {
        return sql.replace("#", String.valueOf(turn));
    }
}
