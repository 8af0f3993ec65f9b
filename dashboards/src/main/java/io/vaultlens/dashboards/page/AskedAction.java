package io.vaultlens.dashboards.page;

import java.util.Locale;

/**
 * Something to do with a source or the store, asked once before it is done.
 *
 * @param id its name within the page
 * @param head what is asked
 * @param text what will happen
 * @param address where it is sent
 * @param verb what the button says
 */
public record AskedAction(String id, String head, String text, String address, String verb) {
    /** Looks once without taking anything in. */
    public static AskedAction test(SourceLine line) {
        return of(
                line, "Test", "It is looked at once, for 15 seconds at most; nothing is written.");
    }

    /** Follows it. */
    public static AskedAction start(SourceLine line) {
        return of(line, "Start", "It is followed from where it was left.");
    }

    /** Follows it no more. */
    public static AskedAction stop(SourceLine line) {
        return of(
                line,
                "Stop",
                "What is being written is ended first. Nothing is lost: it goes on from there when it"
                        + " is started again, at the latest when the server starts again.");
    }

    /** Forgets it. */
    public static AskedAction remove(SourceLine line) {
        return of(
                line,
                "Remove",
                "It is followed no more, and its secrets are deleted. Its records stay, and how far it"
                        + " was read.");
    }

    private static AskedAction of(SourceLine line, String verb, String text) {
        String action = verb.toLowerCase(Locale.ROOT);
        return new AskedAction(
                "ask-" + action + "-" + line.number(),
                verb + " " + line.name() + "?",
                text,
                line.address(action),
                verb);
    }

    /** Writes the store's file anew. */
    public static AskedAction shrink() {
        return new AskedAction(
                "ask-shrink",
                "Write the store's file anew?",
                "The new file is written beside the old one, which needs free disk for both."
                        + " Records come in and questions are answered meanwhile; it takes about a"
                        + " minute for ten million records.",
                "/settings/store/shrink",
                "Write it anew");
    }

    /** Reads the records kept aside again. */
    public static AskedAction replay() {
        return new AskedAction(
                "ask-replay",
                "Replay the records kept aside?",
                "Each is read again; those that a table takes now are written and no longer kept"
                        + " aside.",
                "/settings/sources/replay",
                "Replay");
    }
}
