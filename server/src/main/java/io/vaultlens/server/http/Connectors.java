package io.vaultlens.server.http;

import io.javalin.config.JettyConfig;
import io.vaultlens.server.config.Listen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The ports that the server listens on: HTTP always, HTTPS when it is asked for. */
public final class Connectors {
    private final Listen listen;
    private final Optional<Certificate> certificate;
    private Optional<ServerConnector> secure = Optional.empty();

    /** Makes the certificate for HTTPS where there is none yet. */
    public Connectors(Listen listen, Path data) throws IOException {
        this.listen = listen;
        this.certificate =
                listen.tlsPort().isPresent()
                        ? Optional.of(Certificate.of(data.resolve("tls")))
                        : Optional.empty();
    }

    /** Adds them to the server. */
    public void addTo(JettyConfig jetty) {
        jetty.host = listen.host();
        jetty.port = listen.port();
        if (certificate.isPresent()) {
            jetty.addConnector((server, http) ->
                    bound(
                            new ServerConnector(server, new HttpConnectionFactory(http)),
                            listen.port()));
            jetty.addConnector((server, http) -> secure(server, http, certificate.get()));
        }
    }

    private ServerConnector secure(Server server, HttpConfiguration http, Certificate own) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(own.store().toString());
        tls.setKeyStorePassword(own.password());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        HttpConfiguration secured = new HttpConfiguration(http);
        // Clients on this machine call it by address, for which there is no server name.
        secured.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector =
                new ServerConnector(
                        server,
                        new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
                        new HttpConnectionFactory(secured));
        secure = Optional.of(connector);
        return bound(connector, listen.tlsPort().orElseThrow());
    }

    private ServerConnector bound(ServerConnector connector, int port) {
        connector.setHost(listen.host());
        connector.setPort(port);
        return connector;
    }

    /** The port of HTTPS once the server listens. */
    public Optional<Integer> securePort() {
        return secure.map(ServerConnector::getLocalPort);
    }
}
