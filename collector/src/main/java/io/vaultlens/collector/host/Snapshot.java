package io.vaultlens.collector.host;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Keeps the things of a scan as one short text. */
final class Snapshot {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final String FORM = "things1:";

    private Snapshot() {}

    /** The things as a text. */
    static String toText(List<Thing> things) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            JSON.writeValue(packed, things);
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot could not be packed", e);
        }
        return FORM + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The things of a text; none for one that was not made here. */
    static Optional<List<Thing>> fromText(String text) {
        if (!text.startsWith(FORM)) {
            return Optional.empty();
        }
        byte[] bytes = Base64.getDecoder().decode(text.substring(FORM.length()));
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(JSON.readValue(content, new TypeReference<List<Thing>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot could not be unpacked", e);
        }
    }
}
