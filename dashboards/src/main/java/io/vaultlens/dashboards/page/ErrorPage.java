package io.vaultlens.dashboards.page;

/**
 * What went wrong.
 *
 * @param layout what stands around it
 * @param status the number a browser gets
 * @param title what it is, in a few words
 * @param message what was found, and the way out
 */
public record ErrorPage(Layout layout, int status, String title, String message) {
    /** The page for this number. */
    static ErrorPage of(Layout layout, int status, String message) {
        return new ErrorPage(layout, status, title(status), message);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "That request could not be read";
            case 401 -> "Please sign in";
            case 403 -> "This is not open to you";
            case 404 -> "There is nothing here";
            case 405 -> "That cannot be done here";
            case 413 -> "That was too large";
            case 429 -> "Too many requests at once";
            case 503 -> "Not ready yet";
            default -> status >= 500 ? "Something broke on our side" : "That did not work";
        };
    }
}
