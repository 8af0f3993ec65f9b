package io.vaultlens.dashboards.page;

/**
 * One attempt to make a failed job good.
 *
 * @param number counted from 1
 * @param status how it stands
 * @param started when it began
 * @param trigger what or who began it
 * @param job the address of the job it became, or {@code ""}
 * @param detail its outcome in words
 */
public record RetryLine(
        long number, Status status, String started, String trigger, String job, String detail) {}
