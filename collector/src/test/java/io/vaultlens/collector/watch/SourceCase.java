package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A place that things can be put in, with the source that reads it; each kind has one. */
public interface SourceCase extends AutoCloseable {
    /** The entry of the source. */
    SourceValues values();

    /** Puts things there, each with an id of its own; the same id again is the same thing. */
    void deliver(List<String> ids);

    /** The ids of what is in the store, in order, as often as they are there. */
    default List<String> arrived(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    /** Puts something there that is no record; false where the source makes its records itself. */
    boolean deliverBad();

    /** Is not there any more, with all that was put there. */
    void goAway();

    /** Is there again, with all that was put there. */
    void comeBack();

    /** Gives a folder another name, as where its disk is taken away and put back. */
    static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void close();
}
