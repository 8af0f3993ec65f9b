package io.vaultlens.collector.watch;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.kafka.Broker;
import io.vaultlens.collector.kafka.HubSource;
import io.vaultlens.collector.source.SourceValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event hub of two partitions. */
final class HubCase implements SourceCase {
    private static Optional<Broker> shared = Optional.empty();
    private static int cases;

    private final Broker broker = broker();
    private final String hub = "insights-logs-" + ++cases;

    HubCase() {
        broker.create(hub, 2);
    }

    /** One for all cases: a broker takes seconds to start. It ends with the tests' process. */
    private static Broker broker() {
        if (shared.isEmpty()) {
            try {
                Broker broker = new Broker(Files.createTempDirectory("broker").resolve("data"));
                Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
                shared = Optional.of(broker);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } else if (!shared.get().isRunning()) {
            shared.get().start();
        }
        return shared.get();
    }

    @Override
    public SourceValues values() {
        Map<String, String> given =
                Map.of(
                        "servers",
                        broker.servers(),
                        "hubs",
                        hub.replace("logs", "*"),
                        "tls",
                        "false");
        return SourceValues.of("case", HubSource.KIND, given);
    }

    @Override
    public void deliver(List<String> ids) {
        List<String> bodies =
                ids.stream()
                        .map(id -> House.job(id, "2026-02-01T00:00:00Z", "Completed"))
                        .map("{\"records\": [%s]}"::formatted)
                        .toList();
        int half = bodies.size() / 2;
        broker.send(hub, 0, bodies.subList(0, half));
        broker.send(hub, 1, bodies.subList(half, bodies.size()));
    }

    @Override
    public boolean deliverBad() {
        broker.send(hub, 1, List.of("{\"no\": record"));
        return true;
    }

    @Override
    public void goAway() {
        broker.stop();
    }

    @Override
    public void comeBack() {
        broker.start();
    }

    @Override
    public void close() {}
}
