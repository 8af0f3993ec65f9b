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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A storage account in which a diagnostic setting's blob grows. */
final class BlobCase implements SourceCase {
    private static final String CONTAINER = "insights-logs-addonazurebackupjobs";
    private static final String BLOB =
            "resourceId=/SUBSCRIPTIONS/S1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.RECOVERYSERVICES"
                    + "/VAULTS/V/y=2026/m=03/d=01/h=08/m=00/PT1H.json";

    private final Azurite azurite;

    BlobCase(Path work) {
        azurite = new Azurite(work.resolve("azurite"));
    }

    @Override
    public SourceValues values() {
        Map<String, String> given =
                Map.of("connectionString", azurite.connectionString(), "seconds", "1");
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
        BlobContainerClient container = azurite.client().getBlobContainerClient(CONTAINER);
        container.createIfNotExists();
        AppendBlobClient blob = container.getBlobClient(BLOB).getAppendBlobClient();
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
    public void close() {
        azurite.close();
    }
}
