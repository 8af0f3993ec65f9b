package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** A folder to which lines are added. */
final class FolderCase implements SourceCase {
    private final Path folder;
    private final Path elsewhere;

    FolderCase(Path work) {
        folder = work.resolve("archive");
        elsewhere = work.resolve("elsewhere");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SourceValues values() {
        return SourceValues.of("case", FolderSource.KIND, Map.of("path", folder.toString()));
    }

    @Override
    public void deliver(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        for (String id : ids) {
            lines.append(House.job(id, "2026-02-01T00:00:00Z", "Completed")).append('\n');
        }
        append(lines.toString());
    }

    @Override
    public boolean deliverBad() {
        append("{\"no\": record\n");
        return true;
    }

    private void append(String text) {
        try {
            Files.writeString(
                    folder.resolve("PT1H.json"),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void goAway() {
        SourceCase.move(folder, elsewhere);
    }

    @Override
    public void comeBack() {
        SourceCase.move(elsewhere, folder);
    }

    @Override
    public void close() {}
}
