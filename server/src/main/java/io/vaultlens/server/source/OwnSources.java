package io.vaultlens.server.source;

import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.server.access.SecretFile;
import io.vaultlens.server.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The sources added by hand, in {@code sources.yaml} of the data folder, in the form that the
 * configuration has; a typed secret lies in a file of its own. Any thread may use it.
 */
public final class OwnSources {
    private static final String FILE = "sources.yaml";
    private static final String SECRETS = "secrets";
    private static final String FROM_FILE = "file:";
    private static final String FROM_ENVIRONMENT = "${";

    private final Path file;
    private final Path secrets;
    private final UnaryOperator<String> environment;

    /** Those of a data folder. */
    public OwnSources(Path data, UnaryOperator<String> environment) {
        this.file = data.resolve(FILE);
        this.secrets = data.resolve(SECRETS);
        this.environment = environment;
    }

    /** The checked entries. */
    public synchronized List<SourceValues> read() throws IOException {
        return Files.exists(file) ? ConfigReader.read(file, environment).sources() : List.of();
    }

    /** The names of the entries. */
    public synchronized Set<String> names() throws IOException {
        return entries().stream().map(OwnSources::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Adds an entry as it was typed; a typed secret goes into a file that only the owner reads. */
    synchronized void add(SourceEntry entry) throws IOException {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("name", entry.name());
        written.put("kind", entry.kind().name());
        for (SourceSetting setting : entry.kind().settings()) {
            String value = entry.typed(setting.name());
            if (!value.isEmpty()) {
                written.put(setting.name(), kept(entry.name(), setting, value));
            }
        }
        List<Map<String, Object>> all = new ArrayList<>(entries());
        all.add(written);
        write(all);
    }

    private String kept(String name, SourceSetting setting, String value) throws IOException {
        boolean typed =
                setting.type() == SourceSetting.Type.SECRET
                        && !value.startsWith(FROM_FILE)
                        && !value.startsWith(FROM_ENVIRONMENT);
        if (!typed) {
            return value;
        }
        Files.createDirectories(secrets);
        secrets.toFile().setExecutable(false, false);
        secrets.toFile().setExecutable(true, true);
        Path secret = secrets.resolve(name + "." + setting.name()).toAbsolutePath();
        SecretFile.write(secret, value + "\n");
        return FROM_FILE + secret;
    }

    /** Removes an entry and the secrets that were typed for it. */
    synchronized void remove(String name) throws IOException {
        List<Map<String, Object>> rest = new ArrayList<>(entries());
        rest.removeIf(entry -> name(entry).equals(name));
        write(rest);
        if (Files.isDirectory(secrets)) {
            try (var files = Files.list(secrets)) {
                for (Path secret : files.toList()) {
                    if (secret.getFileName().toString().startsWith(name + ".")) {
                        Files.delete(secret);
                    }
                }
            }
        }
    }

    private static String name(Map<String, Object> entry) {
        return String.valueOf(entry.get("name"));
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> entries() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Object root =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        Object list = root instanceof Map<?, ?> map ? map.get("sources") : null;
        return list instanceof List<?> found ? (List<Map<String, Object>>) found : List.of();
    }

    private void write(List<Map<String, Object>> entries) throws IOException {
        DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        String text = new Dump(settings).dumpToString(Map.of("sources", entries));
        SecretFile.write(file, "# Written by Settings › Sources.\n" + text);
    }
}
