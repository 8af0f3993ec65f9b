package io.vaultlens.collector.watch;

import io.vaultlens.collector.arm.ArmSource;
import io.vaultlens.collector.blob.BlobSource;
import io.vaultlens.collector.host.HostSource;
import io.vaultlens.collector.kafka.HubSource;
import io.vaultlens.collector.repository.RepositoryKinds;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.SourceKind;
import java.util.List;
import java.util.Optional;

/** Every kind of source there is. */
public final class Sources {
    /** All of them; a new kind is one more line. */
    public static final List<SourceKind> ALL =
            List.of(
                    FolderSource.KIND,
                    BlobSource.KIND,
                    HubSource.KIND,
                    HostSource.KIND,
                    RepositoryKinds.RESTIC,
                    RepositoryKinds.BORG,
                    ArmSource.KIND);

    private Sources() {}

    /** The kind of this name. */
    public static Optional<SourceKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The names of all kinds. */
    public static List<String> names() {
        return ALL.stream().map(SourceKind::name).toList();
    }
}
