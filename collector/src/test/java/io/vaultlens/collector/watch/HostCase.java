package io.vaultlens.collector.watch;

import io.vaultlens.collector.host.HostSource;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Linux machine in a folder to which files are added. */
final class HostCase implements SourceCase {
    private static final String ARRIVED =
            "SELECT split_part(\"FileSystemPath\", '/', 4) FROM (SELECT \"FileSystemPath\" FROM"
                    + " \"ConfigurationData\" WHERE \"ConfigDataType\" = 'Files' UNION ALL SELECT"
                    + " \"FileSystemPath\" FROM \"ConfigurationChange\" WHERE \"ChangeCategory\" ="
                    + " 'Added') ORDER BY 1";

    private final Path root;
    private final Path elsewhere;

    HostCase(Path work) {
        root = work.resolve("machine");
        elsewhere = work.resolve("elsewhere");
        House.write(root.resolve("etc/hostname"), "web01.contoso.example\n");
    }

    @Override
    public SourceValues values() {
        return SourceValues.of(
                "case",
                HostSource.KIND,
                Map.of(
                        "root", root.toString(),
                        "packages", "false",
                        "services", "false",
                        "files", "/srv/things",
                        "scanSeconds", "1"));
    }

    @Override
    public void deliver(List<String> ids) {
        ids.forEach(id -> House.write(root.resolve("srv/things").resolve(id), id));
    }

    @Override
    public List<String> arrived(House house) {
        return house.rows(ARRIVED);
    }

    @Override
    public boolean deliverBad() {
        return false;
    }

    @Override
    public void goAway() {
        SourceCase.move(root, elsewhere);
    }

    @Override
    public void comeBack() {
        SourceCase.move(elsewhere, root);
    }

    @Override
    public void close() {}
}
