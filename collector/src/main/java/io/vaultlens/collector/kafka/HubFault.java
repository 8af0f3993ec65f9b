package io.vaultlens.collector.kafka;

import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Why servers cannot be read, in one line that names the way out. */
final class HubFault {
    private HubFault() {}

    /**
     * What the client of Kafka says, in our words.
     *
     * @param where what was to be read
     */
    static SourceException of(SourceValues values, String where, KafkaException fault) {
        String words =
                switch (fault) {
                    case SslAuthenticationException e -> handshake(values, e);
                    case AuthenticationException e ->
                            " refuses the sign-in: "
                                    + firstLine(e)
                                    + "; are the name and the password, or the connection string,"
                                    + " the latest, with the right to listen (Azure Event Hubs Data"
                                    + " Receiver)?";
                    case AuthorizationException e ->
                            " may not be read: "
                                    + firstLine(e)
                                    + "; it needs the right to listen (Azure Event Hubs Data"
                                    + " Receiver)";
                    default -> " cannot be read: " + firstLine(fault);
                };
        return new SourceException(where + words, fault);
    }

    /** Why no client could be made of the settings. */
    static SourceException ofMaking(SourceValues values, String where, KafkaException fault) {
        // The one thing among the settings that is read only then.
        return values.has("trust")
                ? unreadable(values.text("trust"), fault)
                : new SourceException(where + " cannot be read: " + firstLine(root(fault)), fault);
    }

    /** Stops where the file of certificates is not there. */
    static void checkTrust(SourceValues values) {
        values.optional("trust")
                .filter(file -> !Files.isReadable(Path.of(file)))
                .ifPresent(file -> {
                    throw unreadable(file, null);
                });
    }

    private static SourceException unreadable(String file, KafkaException fault) {
        String words =
                "the certificates of 'trust' cannot be read from %s; expected a file with"
                        + " certificates in PEM's form";
        return new SourceException(words.formatted(file), fault);
    }

    /** What helps where nothing answers. */
    static SourceException ofSilence(SourceValues values, TimeoutException fault) {
        boolean tls = HubSettings.speaksTls(values);
        String words =
                "%s does not answer %s TLS; are the servers and the port right, and are they"
                        + " reached from here?%s";
        String other =
                tls
                        ? " Servers without TLS need 'tls: false'"
                        : " Servers with TLS need 'tls: true'";
        return new SourceException(
                words.formatted(
                        HubSettings.servers(values),
                        tls ? "with" : "without",
                        values.has("connectionString") ? "" : other),
                fault);
    }

    private static String handshake(SourceValues values, SslAuthenticationException fault) {
        if (find(fault, CertPathBuilderException.class).isPresent()) {
            String known = values.has("trust") ? values.text("trust") : "Java's own list";
            return " shows a certificate that none of those in "
                    + known
                    + " has signed; put the certificate of who signed it into a file (PEM) and name"
                    + " that as 'trust'";
        }
        Optional<? extends Throwable> old =
                find(fault, CertificateExpiredException.class)
                        .or(() -> find(fault, CertificateNotYetValidException.class));
        if (old.isPresent()) {
            return " shows a certificate that does not hold today ("
                    + firstLine(old.get())
                    + "); it must be made anew, or this machine's clock put right";
        }
        return find(fault, CertificateException.class)
                .map(e ->
                        " shows a certificate for another name ("
                                + firstLine(e)
                                + "); write the name that stands in it under 'servers'")
                .orElseGet(() ->
                        " does not speak TLS as is expected here ("
                                + firstLine(root(fault))
                                + "); is it the right port?");
    }

    private static Optional<Throwable> find(Throwable fault, Class<? extends Throwable> type) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }
}
