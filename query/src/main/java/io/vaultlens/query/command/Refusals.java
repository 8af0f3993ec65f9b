package io.vaultlens.query.command;

import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.QueryException.Kind;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says why a command is not answered: it would change something, or it is not known. */
final class Refusals {
    private static final Set<String> WRITES =
            Set.of(
                    ".add",
                    ".alter",
                    ".alter-merge",
                    ".append",
                    ".attach",
                    ".clear",
                    ".create",
                    ".create-merge",
                    ".create-or-alter",
                    ".delete",
                    ".detach",
                    ".disable",
                    ".drop",
                    ".enable",
                    ".execute",
                    ".export",
                    ".ingest",
                    ".load",
                    ".merge",
                    ".move",
                    ".purge",
                    ".redact",
                    ".remove",
                    ".rename",
                    ".replace",
                    ".rotate",
                    ".save",
                    ".set",
                    ".set-or-append",
                    ".set-or-replace",
                    ".split",
                    ".undo",
                    ".undrop",
                    ".update");

    private static final List<String> SHOWN =
            List.of(
                    ".show tables",
                    ".show tables details",
                    ".show table T schema",
                    ".show table T schema as json",
                    ".show table T cslschema",
                    ".show functions",
                    ".show function F",
                    ".show database schema",
                    ".show database schema as json",
                    ".show schema",
                    ".show databases",
                    ".show version");

    private Refusals() {}

    /**
     * The refusal of a command.
     *
     * @param at where the command begins in the text
     */
    static QueryException of(String text, int at, String command) {
        String word = command.split("[ (]", 2)[0].toLowerCase(Locale.ROOT);
        if (WRITES.contains(word)) {
            return QueryException.at(
                    text,
                    new Span(at, at + word.length()),
                    Kind.FORBIDDEN,
                    "'"
                            + word
                            + "' is refused: this database only answers questions; records come"
                            + " in by ingestion, and settings stand in the configuration");
        }
        int end = at + command.length();
        String hint = Nearest.hint(command.toLowerCase(Locale.ROOT), SHOWN);
        return QueryException.at(
                text,
                new Span(at, Math.min(text.length(), end)),
                Kind.SYNTAX,
                "unknown command"
                        + (hint.isEmpty() ? "; known are " + String.join(", ", SHOWN) : hint));
    }
}
