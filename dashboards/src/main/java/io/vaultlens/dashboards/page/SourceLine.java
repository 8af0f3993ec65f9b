package io.vaultlens.dashboards.page;

/**
 * A source as the list shows it.
 *
 * @param number its place, for names within the page
 * @param name what people call it
 * @param kind its kind
 * @param where where it is
 * @param status what it does now
 * @param lastRecord when its last record came in
 * @param lag how late that was
 * @param read records read
 * @param written records that were new
 * @param repeated records that were there already
 * @param keptAside records that no table took
 * @param errors looks that failed
 * @param lastError the last of these failures and when it was, or {@code ""}
 * @param hold who may do what with it
 * @param outcome what came of the last action on it, or {@code ""}
 */
public record SourceLine(
        int number,
        String name,
        String kind,
        String where,
        Status status,
        String lastRecord,
        String lag,
        String read,
        String written,
        String repeated,
        String keptAside,
        String errors,
        String lastError,
        Hold hold,
        String outcome) {
    /** Who holds a source. */
    public enum Hold {
        /** This page: it can be removed here. */
        PAGE,
        /** The configuration's file: it can be started and stopped here. */
        FILE,
        /** Programs that push: nothing is looked at. */
        PUSHERS
    }

    /** Whether it is looked at, and so can be started, stopped and tested. */
    public boolean followed() {
        return hold != Hold.PUSHERS;
    }

    /** Whether it can be removed here. */
    public boolean removable() {
        return hold == Hold.PAGE;
    }

    /** Whether it is being followed now. */
    public boolean running() {
        return !status.word().equals("Stopped");
    }

    /** Where an action on it is sent. */
    public String address(String action) {
        return "/settings/sources/" + Address.segment(name) + "/" + action;
    }

    /** The rows that it kept aside. */
    public String keptAsideAddress() {
        return Address.of("/console")
                .and("query", "DeadLetters\n| where Source == " + KqlText.quoted(name))
                .toString();
    }
}
