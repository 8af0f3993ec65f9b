package io.vaultlens.dashboards.page;

/**
 * The form to sign in with.
 *
 * @param layout what stands around it
 * @param back where to go then
 * @param error what was wrong the last time, or {@code ""}
 */
public record SignInPage(Layout layout, String back, String error) {}
