package io.vaultlens.collector.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.RecordFeed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hands lists over, only the pages that differ from those of the time before; used by one thread.
 *
 * <p>The position of a list keeps a short digest of each of its pages.
 */
final class ArmLists {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final int DIGEST_CHARACTERS = 12;

    private final ArmClient client;
    private final RecordFeed feed;

    ArmLists(ArmClient client, RecordFeed feed) {
        this.client = client;
        this.feed = feed;
    }

    /**
     * Reads a list to its end.
     *
     * @param before where the digests of the pages are kept
     * @param known the digests, which stand in the position's text
     * @param each sees every entry
     * @param record the record of an entry; none for one that makes none
     * @return the digests of all pages
     */
    String read(
            URI first,
            Position before,
            String known,
            Consumer<JsonNode> each,
            Function<JsonNode, Optional<String>> record)
            throws ArmException {
        List<String> knownPages = Arrays.asList(known.split(","));
        List<String> pages = new ArrayList<>();
        Optional<URI> next = Optional.of(first);
        while (next.isPresent()) {
            ArmClient.Page page = client.page(next.get());
            String digest = digest(page.entries().toString());
            boolean same =
                    pages.size() < knownPages.size() && knownPages.get(pages.size()).equals(digest);
            pages.add(digest);
            for (JsonNode entry : page.entries()) {
                each.accept(entry);
                if (!same) {
                    record.apply(entry).ifPresent(json -> feed.add(bytes(json), before));
                }
            }
            next = page.next();
        }
        return String.join(",", pages);
    }

    /** Hands over the resources of a list, with what those inside of a vault do not say. */
    void resources(
            URI first, Position before, String tenant, String location, Consumer<JsonNode> each)
            throws ArmException {
        String pages =
                read(
                        first,
                        before,
                        before.etag(),
                        each,
                        entry -> resource(entry, tenant, location));
        if (!pages.equals(before.etag())) {
            feed.position(before.at(before.offset() + 1, pages));
        }
    }

    private static Optional<String> resource(JsonNode entry, String tenant, String location) {
        if (!entry.isObject() || !entry.has("id") || !entry.has("type")) {
            return Optional.empty();
        }
        ObjectNode resource = entry.deepCopy();
        resource.put("tenantId", tenant);
        if (!resource.has("location")) {
            resource.put("location", location);
        }
        if (!resource.has("properties")) {
            resource.putObject("properties");
        }
        try {
            return Optional.of(JSON.writeValueAsString(resource));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written", e);
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(String page) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes(page));
            return HexFormat.of().formatHex(sum).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
