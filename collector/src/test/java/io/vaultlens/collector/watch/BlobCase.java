package io.vaultlens.collector.watch;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.specialized.AppendBlobClient;
import io.vaultlens.collector.blob.Azurite;
import io.vaultlens.collector.blob.BlobSource;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A storage account in which a diagnostic setting's blob grows. */
final class BlobCase implements SourceCase {
    private static final String BLOB =
            "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.RECOVERYSERVICES"
                    + "/VAULTS/V/y=2026/m=03/d=01/h=08/m=00/PT1H.json";

    private static Optional<Azurite> shared = Optional.empty();
    private static int cases;

    private final Azurite azurite = azurite();
    private final String container = "insights-logs-" + ++cases;

    /** One for all cases: it takes seconds to start. It ends with the tests' process. */
    private static Azurite azurite() {
        try {
            if (shared.isEmpty()) {
                Azurite azurite = new Azurite(Files.createTempDirectory("azurite"));
                Runtime.getRuntime().addShutdownHook(new Thread(azurite::close));
                shared = Optional.of(azurite);
            } else if (!shared.get().isRunning()) {
                shared.get().start();
            }
            return shared.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SourceValues values() {
        Map<String, String> given =
                Map.of(
                        "connectionString",
                        azurite.connectionString(),
                        "containers",
                        container,
                        "seconds",
                        "1");
        return SourceValues.of("case", BlobSource.KIND, given);
    }

    @Override
    public void deliver(List<String> ids) {
        StringBuilder lines = new StringBuilder();
        for (String id : ids) {
            lines.append(House.job(id, "2026-02-01T00:00:00Z", "Completed")).append("\r\n");
        }
        append(lines.toString());
    }

    @Override
    public boolean deliverBad() {
        append("{\"no\": record\r\n");
        return true;
    }

    private void append(String text) {
        BlobContainerClient client = azurite.client().getBlobContainerClient(container);
        client.createIfNotExists();
        AppendBlobClient blob = client.getBlobClient(BLOB).getAppendBlobClient();
        blob.createIfNotExists();
        BinaryData data = BinaryData.fromString(text);
        blob.appendBlock(data.toStream(), data.getLength());
    }

    @Override
    public void goAway() {
        azurite.stop();
    }

    @Override
    public void comeBack() {
        try {
            azurite.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
