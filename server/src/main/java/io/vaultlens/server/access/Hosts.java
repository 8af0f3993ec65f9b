package io.vaultlens.server.access;

import io.vaultlens.server.config.Listen;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names that a request may give this server: a page of another site can point its own name at
 * the loopback and so read what it must not, but it cannot ask for it by address.
 */
public final class Hosts {
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

    private final List<String> names;

    /** The loopback's names, the bound one and those of the configuration. */
    public Hosts(Listen listen) {
        this.names = listen.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a request with this Host header is meant for us. */
    public boolean isOurs(String header) {
        String host = header.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        return host.equals("localhost") || names.contains(host) || ADDRESS.matcher(host).matches();
    }
}
