package io.vaultlens.collector.watch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A case for each kind of source. */
public final class SourceCases {
    /**
     * How the case of a kind is made in an empty folder.
     *
     * @param kind the kind's name
     * @param make makes it
     */
    public record Maker(String kind, Function<Path, SourceCase> make) {
        @Override
        public String toString() {
            return kind;
        }
    }

    /** All of them. */
    public static final List<Maker> ALL =
            List.of(
                    new Maker("folder", FolderCase::new),
                    new Maker("blob", work -> new BlobCase()),
                    new Maker("eventhub", work -> new HubCase()),
                    new Maker("host", HostCase::new),
                    new Maker("restic", RepositoryCase::restic),
                    new Maker("borg", RepositoryCase::borg),
                    new Maker("arm", work -> new ArmCase()));

    private SourceCases() {}
}
