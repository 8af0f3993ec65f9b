package io.vaultlens.server.config;

/**
 * How much anything may cost.
 *
 * @param queryRows the most rows of an answer or a grid
 * @param querySeconds how long a query may run
 * @param queryMegabytes the most memory that all queries together take
 * @param queries how many queries run at once
 * @param queriesWaiting how many may wait for their turn; more are refused at once
 * @param exportRows the most rows of a download; 0 is unlimited
 * @param exportSeconds how long a download may take
 * @param bodyMegabytes the longest body of a request
 * @param lineMegabytes the longest line of a file that is read as a record
 * @param fileGigabytes the most that one file may hold once it is decompressed
 * @param aheadHours how far ahead of the clock the time of a record may lie
 * @param pushMegabytes the most that one push may hold once it is decompressed
 * @param pushesMegabytes the most that all pushes which are not committed yet may hold
 * @param pushSeconds how long the body of a push may take to come
 * @param pushKeys how many idempotency keys of pushes are known
 * @param pushKeyHours how long one is known
 * @param retriesPerIncident how often one incident may be retried
 * @param signInsPerMinute how many wrong sign-ins an address has in a minute
 * @param sessionHours how long a sign-in holds
 */
public record Limits(
        long queryRows,
        int querySeconds,
        int queryMegabytes,
        int queries,
        int queriesWaiting,
        long exportRows,
        int exportSeconds,
        int bodyMegabytes,
        int lineMegabytes,
        int fileGigabytes,
        int aheadHours,
        int pushMegabytes,
        int pushesMegabytes,
        int pushSeconds,
        int pushKeys,
        int pushKeyHours,
        int retriesPerIncident,
        int signInsPerMinute,
        int sessionHours) {
    /** What holds without a file. */
    public static final Limits STANDARD =
            new Limits(
                    500_000, 60, 1280, 4, 64, 0, 3600, 16, 8, 64, 48, 64, 256, 300, 1_000_000, 24,
                    3, 10, 12);
}
