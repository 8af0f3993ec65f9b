package io.vaultlens.collector.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker of Kafka on this machine that can go away and come back. */
public final class Broker implements AutoCloseable {
    private static final long STOP_SECONDS = 20;

    /** Kept, for a logger that nobody holds forgets its level. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private final Path folder;
    private final int port = freePort();
    private final int controllerPort = freePort();
    private final int securePort = freePort();
    private final Optional<Lock> lock;
    private Process process;

    /**
     * What its second door asks and shows.
     *
     * @param store the file with its certificate and key
     * @param password the file with what every user signs in with, read each time
     */
    record Lock(Path store, Path password) {}

    /** Starts it over a folder. */
    public Broker(Path folder) {
        this(folder, Optional.empty());
    }

    /** Starts it with a second door, which speaks TLS and asks for a password. */
    Broker(Path folder, Optional<Lock> lock) {
        this.folder = folder;
        this.lock = lock;
        CLIENTS.setLevel(Level.SEVERE);
        start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it, again on the port it had. */
    public void start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        String testing = System.getProperty("surefire.test.class.path", "");
        command.add(testing.isEmpty() ? System.getProperty("java.class.path") : testing);
        command.add(BrokerProcess.class.getName());
        command.addAll(List.of(folder.toString(), String.valueOf(port)));
        command.addAll(List.of(String.valueOf(controllerPort), String.valueOf(securePort)));
        lock.ifPresent(
                it -> command.addAll(List.of(it.store().toString(), it.password().toString())));
        try {
            Files.createDirectories(folder.getParent());
            Path log = folder.resolveSibling(folder.getFileName() + ".log");
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            String line = lines.readLine();
            while (line != null && !line.equals(BrokerProcess.READY)) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("the broker did not start: " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away as a machine does that loses its power; what it holds stays. */
    public void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is there. */
    public boolean isRunning() {
        return process.isAlive();
    }

    /** How it is reached. */
    public String servers() {
        return "127.0.0.1:" + port;
    }

    /** How its second door is reached, by a name of this machine. */
    String securely(String host) {
        return host + ":" + securePort;
    }

    private Map<String, Object> client() {
        return new HashMap<>(Map.of("bootstrap.servers", servers()));
    }

    /** Makes a topic. */
    public void create(String topic, int partitions) {
        try (Admin admin = Admin.create(client())) {
            await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all());
        }
    }

    /** Gives a topic more partitions. */
    public void grow(String topic, int partitions) {
        try (Admin admin = Admin.create(client())) {
            await(
                    admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                            .all());
        }
    }

    /** Shows another certificate at its second door from here on. */
    void show(Path store) {
        ConfigResource self = new ConfigResource(ConfigResource.Type.BROKER, "1");
        ConfigEntry entry =
                new ConfigEntry("listener.name.sasl_ssl.ssl.keystore.location", store.toString());
        try (Admin admin = Admin.create(client())) {
            await(
                    admin.incrementalAlterConfigs(
                                    Map.of(self, List.of(new AlterConfigOp(entry, OpType.SET))))
                            .all());
        }
    }

    /** Deletes what lies before an offset, as retention does. */
    public void deleteBefore(String topic, int partition, long offset) {
        TopicPartition of = new TopicPartition(topic, partition);
        try (Admin admin = Admin.create(client())) {
            await(admin.deleteRecords(Map.of(of, RecordsToDelete.beforeOffset(offset))).all());
        }
    }

    /** Sends bodies to a partition. */
    public void send(String topic, int partition, List<String> bodies) {
        Map<String, Object> client = client();
        client.put("key.serializer", ByteArraySerializer.class);
        client.put("value.serializer", ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client)) {
            List<Future<?>> sent = new ArrayList<>();
            for (String body : bodies) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, bytes)));
            }
            sent.forEach(Broker::await);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the broker did not do this", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
