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
        int retriesPerIncident,
        int signInsPerMinute,
        int sessionHours) {
    /** What holds without a file. */
    public static final Limits STANDARD =
            new Limits(500_000, 60, 1280, 4, 64, 0, 3600, 16, 8, 64, 3, 10, 12);
}
