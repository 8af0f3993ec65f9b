package io.vaultlens.dashboards.page;

import io.vaultlens.query.plan.Access;
import java.time.Instant;

/**
 * What every page needs to know of its reader.
 *
 * @param user the name to show, empty when nobody is signed in
 * @param theme light or dark
 * @param formToken goes into every form that changes something, as field {@code csrf}
 * @param now the moment the page is made for
 * @param access what of the data the reader may see
 */
public record PageFrame(String user, Theme theme, String formToken, Instant now, Access access) {
    /** A frame for a reader who is not signed in. */
    public static PageFrame nobody(Theme theme, String formToken, Instant now) {
        return new PageFrame("", theme, formToken, now, Access.NONE);
    }

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return !user.isEmpty();
    }
}
