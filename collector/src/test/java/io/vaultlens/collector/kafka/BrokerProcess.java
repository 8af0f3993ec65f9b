package io.vaultlens.collector.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.plain.PlainAuthenticateCallback;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** A broker of Kafka that is its own controller, in a process of its own. */
final class BrokerProcess {
    static final String READY = "ready";

    private BrokerProcess() {}

    /**
     * Arguments: its folder, the port it answers on, the port of its controller, the port of its
     * second door; where it has one, the files with its certificate and the password it asks for.
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@127.0.0.1:" + arguments[2]);
        config.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:%s,CONTROLLER://127.0.0.1:%s"
                        .formatted(arguments[1], arguments[2]));
        if (arguments.length > 4) {
            config.merge("listeners", ",SASL_SSL://localhost:" + arguments[3], String::concat);
            lock(config, arguments[4], arguments[5]);
        }
        config.put(
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("log.dirs", folder.toString());
        config.put("offsets.topic.replication.factor", "1");
        config.put("auto.create.topics.enable", "false");
        config.put("num.network.threads", "1");
        config.put("num.io.threads", "2");
        config.put("log.cleaner.enable", "false");
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        server.startup();
        System.out.println(READY);
        server.awaitShutdown();
    }

    private static void lock(Map<String, String> config, String store, String password) {
        String door = "listener.name.sasl_ssl.";
        config.put(door + "ssl.keystore.type", "PKCS12");
        config.put(door + "ssl.keystore.location", store);
        config.put(door + "ssl.keystore.password", Certificate.STORE_PASSWORD);
        config.put("ssl.allow.dn.changes", "true");
        config.put("ssl.allow.san.changes", "true");
        config.put("sasl.enabled.mechanisms", "PLAIN");
        config.put(
                door + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required file=\"%s\";"
                        .formatted(password));
        config.put(door + "plain.sasl.server.callback.handler.class", PasswordFile.class.getName());
    }

    /** Lets in who knows what stands in a file at that moment. */
    public static final class PasswordFile implements AuthenticateCallbackHandler {
        private Path file;

        @Override
        public void configure(
                Map<String, ?> config, String mechanism, List<AppConfigurationEntry> modules) {
            file = Path.of((String) modules.getFirst().getOptions().get("file"));
        }

        @Override
        public void handle(Callback[] callbacks) throws IOException {
            String right = Files.readString(file);
            for (Callback callback : callbacks) {
                if (callback instanceof PlainAuthenticateCallback asked) {
                    asked.authenticated(new String(asked.password()).equals(right));
                }
            }
        }

        @Override
        public void close() {}
    }

    private static void format(Path folder) throws Exception {
        Files.createDirectories(folder);
        new Formatter()
                .setPrintStream(System.err)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setClusterId("fabrikamfabrikamfabrik")
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .run();
    }
}
