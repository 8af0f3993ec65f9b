package io.vaultlens.collector.kafka;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.RecordFeed;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Event hubs, read by the protocol of Kafka.
 *
 * <p>How far each partition is read stands with the rows in the store; no group of consumers is
 * used, so that both are always of one moment.
 */
public final class HubSource implements Source {
    /** Event hubs that are followed. */
    public static final SourceKind KIND =
            new SourceKind(
                    "eventhub",
                    "Event hubs that diagnostic settings stream to, or topics of another Kafka"
                            + " cluster, by Kafka's protocol.",
                    HubSettings.ALL,
                    maker());

    private static final Duration LONGEST_PASS = Duration.ofMillis(500);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration SHORT_WAIT = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration FIRST_RECORDS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(5);
    private static final String READ = "read";

    private final SourceValues values;
    private final SourceContext context;
    private final Predicate<String> wanted;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Optional<KafkaConsumer<byte[], byte[]>> connected = Optional.empty();

    /** Partitions of which nothing may have come yet. */
    private Set<TopicPartition> begun = Set.of();

    private long listedNanos;
    private volatile boolean closed;

    private HubSource(SourceValues values, SourceContext context) {
        this.values = values;
        this.context = context;
        String pattern =
                values.names("hubs").stream()
                        .map(hub -> Pattern.quote(hub).replace("*", "\\E.*\\Q"))
                        .collect(Collectors.joining("|"));
        this.wanted = Pattern.compile(pattern).asMatchPredicate();
    }

    private static SourceKind.Maker maker() {
        return new SourceKind.Maker() {
            @Override
            public Source make(SourceValues values, SourceContext context) {
                return new HubSource(values, context);
            }

            @Override
            public List<String> mistakes(SourceValues values) {
                return HubSettings.mistakes(values);
            }
        };
    }

    @Override
    public String name() {
        return values.name();
    }

    @Override
    public String where() {
        return HubSettings.servers(values) + "/" + String.join(",", values.names("hubs"));
    }

    /** A pass waits for records itself. */
    @Override
    public Duration rest(Duration standard) {
        return Duration.ZERO;
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        reading.lock();
        try {
            return pass(positions, sink);
        } catch (WakeupException e) {
            return List.of();
        } catch (KafkaException e) {
            if (e instanceof AuthenticationException) {
                // What it was refused for may be mended where only a new one looks.
                disconnect();
            }
            throw HubFault.of(values, where(), e);
        } finally {
            if (closed) {
                disconnect();
            }
            reading.unlock();
        }
    }

    private List<String> pass(Positions positions, Sink sink) {
        if (closed) {
            return List.of();
        }
        List<String> failures = new ArrayList<>();
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        if (consumer.assignment().isEmpty()
                || System.nanoTime() - listedNanos > BETWEEN_LISTINGS.toNanos()) {
            assign(consumer, positions);
        }
        RecordFeed feed = new RecordFeed(context.buffers(), sink);
        long end = System.nanoTime() + LONGEST_PASS.toNanos();
        boolean more = true;
        boolean some = false;
        while (more && !closed) {
            ConsumerRecords<byte[], byte[]> records =
                    poll(consumer, some ? SHORT_WAIT : WAIT, failures);
            records.partitions()
                    .forEach(partition ->
                            add(positions, partition, records.records(partition), feed));
            some |= !records.isEmpty();
            more = records.isEmpty() ? !some && isBehind(consumer) : System.nanoTime() < end;
        }
        feed.finish();
        return failures;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (connected.isEmpty()) {
            connected = Optional.of(connect());
        }
        return connected.get();
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        HubFault.checkTrust(values);
        try {
            return new KafkaConsumer<>(HubSettings.client(values));
        } catch (KafkaException e) {
            throw HubFault.ofMaking(values, where(), e);
        }
    }

    /** Finds partitions, new ones too, and begins each where the store says. */
    private void assign(KafkaConsumer<byte[], byte[]> consumer, Positions positions) {
        Set<TopicPartition> found = new HashSet<>();
        Map<String, List<PartitionInfo>> topics;
        try {
            topics = consumer.listTopics(ANSWER);
        } catch (TimeoutException e) {
            throw HubFault.ofSilence(values, e);
        }
        topics.forEach((topic, partitions) -> {
            if (wanted.test(topic)) {
                partitions.forEach(each -> found.add(new TopicPartition(topic, each.partition())));
            }
        });
        if (found.isEmpty()) {
            throw new SourceException(
                    HubSettings.servers(values)
                            + " has no event hub "
                            + String.join(", ", values.names("hubs")));
        }
        Set<TopicPartition> before = consumer.assignment();
        if (!found.equals(before)) {
            Set<TopicPartition> added = new HashSet<>(found);
            added.removeAll(before);
            consumer.assign(found);
            begun = added;
            added.forEach(partition -> begin(consumer, positions, partition));
        }
        listedNanos = System.nanoTime();
    }

    private void begin(
            KafkaConsumer<byte[], byte[]> consumer, Positions positions, TopicPartition partition) {
        Position known = positions.of(file(partition));
        if (known.etag().isEmpty()) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, known.offset());
        }
    }

    private String file(TopicPartition partition) {
        return "kafka:"
                + HubSettings.servers(values)
                + "/"
                + partition.topic()
                + "/"
                + partition.partition();
    }

    private ConsumerRecords<byte[], byte[]> poll(
            KafkaConsumer<byte[], byte[]> consumer, Duration wait, List<String> failures) {
        try {
            return consumer.poll(wait);
        } catch (OffsetOutOfRangeException e) {
            Set<TopicPartition> lost = e.partitions();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(lost, ANSWER);
            e.offsetOutOfRangePartitions()
                    .forEach((partition, offset) -> {
                        consumer.seek(partition, first.get(partition));
                        failures.add(
                                "%s no longer has what stood at %d; it is read from %d on, and what"
                                                .formatted(
                                                        file(partition),
                                                        offset,
                                                        first.get(partition))
                                        + " was deleted before it was read is missing");
                    });
            return ConsumerRecords.empty();
        }
    }

    /** Whether there is something that a slow connection did not bring within the wait. */
    private boolean isBehind(KafkaConsumer<byte[], byte[]> consumer) {
        if (!begun.isEmpty() && System.nanoTime() - listedNanos < FIRST_RECORDS.toNanos()) {
            boolean behind =
                    consumer.endOffsets(begun, ANSWER).entrySet().stream()
                            .anyMatch(it -> consumer.position(it.getKey(), ANSWER) < it.getValue());
            if (behind) {
                return true;
            }
        }
        begun = Set.of();
        return false;
    }

    private void add(
            Positions positions,
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            RecordFeed feed) {
        Position known = positions.of(file(partition));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                feed.addAll(record.value(), known.at(record.offset(), READ));
            }
        }
        feed.position(known.at(records.getLast().offset() + 1, READ));
    }

    private void disconnect() {
        connected.ifPresent(consumer -> consumer.close(CloseOptions.timeout(SHORT_WAIT)));
        connected = Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        if (reading.tryLock()) {
            try {
                disconnect();
            } finally {
                reading.unlock();
            }
        } else {
            // The thread that reads lets go of the connection.
            Optional<KafkaConsumer<byte[], byte[]>> waiting = connected;
            waiting.ifPresent(KafkaConsumer::wakeup);
        }
    }
}
