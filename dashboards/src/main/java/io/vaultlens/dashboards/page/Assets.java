package io.vaultlens.dashboards.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files served under {@code /assets/}; read once, then shared by all threads. */
public final class Assets {
    private record Source(String name, String mediaType, String resource) {}

    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String DRAWING = "image/svg+xml";

    private final Map<String, Asset> byName;

    private Assets(Map<String, Asset> byName) {
        this.byName = byName;
    }

    /** Reads all of them. */
    public static Assets load() {
        Map<String, Asset> byName = new TreeMap<>();
        for (Source source : sources()) {
            byName.put(source.name, read(source));
        }
        return new Assets(byName);
    }

    private static List<Source> sources() {
        return List.of(
                new Source("vaultlens.css", STYLE, "/assets/vaultlens.css"),
                new Source("vaultlens.js", SCRIPT, "/assets/vaultlens.js"),
                new Source("console.js", SCRIPT, "/assets/console.js"),
                new Source("complete.js", SCRIPT, "/assets/complete.js"),
                new Source("chart.js", SCRIPT, "/assets/chart.js"),
                new Source("favicon.svg", DRAWING, "/assets/favicon.svg"),
                new Source("htmx.js", SCRIPT, webjar("htmx.org", "dist/htmx.min.js")),
                new Source("echarts.js", SCRIPT, mvnpm("echarts", "dist/echarts.common.min.js")));
    }

    private static Asset read(Source source) {
        try (InputStream in = Assets.class.getResourceAsStream(source.resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + source.resource + " on the class path");
            }
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(source.mediaType, bytes, HexFormat.of().formatHex(hash, 0, 8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Where a WebJar keeps a file; its version stands in its own properties. */
    private static String webjar(String artifact, String file) {
        return "/META-INF/resources/webjars/"
                + artifact
                + "/"
                + version("org.webjars.npm", artifact)
                + "/"
                + file;
    }

    /** Where a package of mvnpm keeps a file. */
    private static String mvnpm(String artifact, String file) {
        return "/META-INF/resources/_static/"
                + artifact
                + "/"
                + version("org.mvnpm", artifact)
                + "/"
                + file;
    }

    private static String version(String group, String artifact) {
        String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            var properties = new java.util.Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of this name, for example {@code vaultlens.css}. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Where a page finds the file: its address with its tag, so that it may be kept for ever. */
    public String address(String name) {
        return find(name)
                .map(asset -> "/assets/" + name + "?v=" + asset.tag())
                .orElseThrow(() -> new IllegalArgumentException("there is no asset " + name));
    }
}
