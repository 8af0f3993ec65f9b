package io.vaultlens.collector.kafka;

import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How a namespace of Event Hubs, or another Kafka cluster, is reached. */
final class HubSettings {
    /** The keys of an entry. */
    static final List<SourceSetting> ALL =
            List.of(
                    SourceSetting.optional(
                            "connectionString",
                            Type.SECRET,
                            "",
                            "The namespace's or the hub's connection string, with a policy that may"
                                    + " listen; it names the server too."),
                    SourceSetting.optional(
                            "servers",
                            Type.NAMES,
                            "",
                            "Servers as HOST:PORT of a Kafka cluster; not with `connectionString`."),
                    SourceSetting.required(
                            "hubs",
                            Type.NAMES,
                            "The event hubs (topics) to read; a star stands for any letters."),
                    SourceSetting.optional(
                            "user", Type.TEXT, "", "The user's name, with `servers`."),
                    SourceSetting.optional(
                            "password", Type.SECRET, "", "The user's password, with `servers`."),
                    SourceSetting.optional(
                            "tls", Type.FLAG, "true", "Whether the servers speak TLS."),
                    SourceSetting.optional(
                            "trust",
                            Type.PATH,
                            "",
                            "A file with certificates (PEM) that the servers' are checked by, in"
                                    + " place of those that Java trusts."));

    private static final Pattern ENDPOINT =
            Pattern.compile("(?:^|;)\\s*Endpoint\\s*=\\s*sb://([^/;:]+)", Pattern.CASE_INSENSITIVE);
    private static final String KAFKA_PORT = ":9093";
    private static final int FETCH_BYTES = 8 << 20;
    private static final int POLL_RECORDS = 5_000;

    private HubSettings() {}

    /** What is wrong with the settings taken together. */
    static List<String> mistakes(SourceValues values) {
        List<String> mistakes = new ArrayList<>();
        boolean hub = values.has("connectionString");
        if (hub == values.has("servers")) {
            mistakes.add("a source of kind 'eventhub' has either 'connectionString' or 'servers'");
        }
        if (hub && host(values).isEmpty()) {
            mistakes.add(
                    "'connectionString' names no server; expected one that begins with"
                            + " Endpoint=sb://NAMESPACE.servicebus.windows.net/");
        }
        if (values.has("user") != values.has("password")) {
            mistakes.add("'user' and 'password' stand together");
        }
        if (values.has("trust") && !speaksTls(values)) {
            mistakes.add("'trust' has a meaning with 'tls: true' only");
        }
        return mistakes;
    }

    private static Optional<String> host(SourceValues values) {
        Matcher endpoint = ENDPOINT.matcher(values.text("connectionString"));
        return endpoint.find() ? Optional.of(endpoint.group(1)) : Optional.empty();
    }

    /** The servers to begin with. */
    static String servers(SourceValues values) {
        return host(values)
                .map(host -> host + KAFKA_PORT)
                .orElse(String.join(",", values.names("servers")));
    }

    /** Whether the servers are spoken to by TLS; Event Hubs always are. */
    static boolean speaksTls(SourceValues values) {
        return values.has("connectionString") || values.flag("tls");
    }

    /** What the client of Kafka is told. */
    static Map<String, Object> client(SourceValues values) {
        Map<String, Object> client = new HashMap<>();
        client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers(values));
        client.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Records that were deleted before they were read are told of, not passed over.
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        client.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        client.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        client.putAll(security(values));
        return client;
    }

    private static Map<String, Object> security(SourceValues values) {
        boolean hub = values.has("connectionString");
        boolean signsIn = hub || values.has("user");
        Map<String, Object> security = new HashMap<>();
        String protocol = (signsIn ? "SASL_" : "") + (speaksTls(values) ? "SSL" : "PLAINTEXT");
        security.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        values.optional("trust")
                .ifPresent(file -> {
                    security.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
                    security.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, file);
                });
        if (signsIn) {
            String user = hub ? "$ConnectionString" : values.text("user");
            String password = values.text(hub ? "connectionString" : "password");
            security.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
            security.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username="
                            + quoted(user)
                            + " password="
                            + quoted(password)
                            + ";");
        }
        return security;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
