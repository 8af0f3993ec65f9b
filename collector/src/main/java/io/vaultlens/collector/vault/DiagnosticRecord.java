package io.vaultlens.collector.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * One record in the envelope that Azure's diagnostics have, which is how our own engines speak too.
 *
 * <p>One thread builds it.
 */
public final class DiagnosticRecord {
    private static final ObjectMapper JSON = new JsonMapper(new JsonFactory());
    private static final DateTimeFormatter TICKS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final ObjectNode record = JSON.createObjectNode();
    private final ObjectNode properties = JSON.createObjectNode();

    /**
     * A record without properties yet.
     *
     * @param category the diagnostic category, which names the table
     * @param operationName the kind of record within it
     * @param resourceId the vault
     * @param time when it was written
     */
    public DiagnosticRecord(
            String category, String operationName, String resourceId, Instant time) {
        record.put("time", text(time));
        record.put("resourceId", resourceId);
        record.put("category", category);
        record.put("operationName", operationName);
    }

    /** The tenant's GUID. */
    public DiagnosticRecord tenant(String tenantId) {
        record.put("tenantId", tenantId);
        return this;
    }

    /** A property of text. */
    public DiagnosticRecord with(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** A property that is a number. */
    public DiagnosticRecord with(String name, double value) {
        properties.put(name, value);
        return this;
    }

    /** A property that is a whole number. */
    public DiagnosticRecord with(String name, long value) {
        properties.put(name, value);
        return this;
    }

    /** A property that is a moment. */
    public DiagnosticRecord with(String name, Instant value) {
        properties.put(name, text(value));
        return this;
    }

    /** A property that is a bag of its own: strings, numbers, lists. */
    public DiagnosticRecord with(String name, Map<String, ?> bag) {
        properties.set(name, JSON.valueToTree(bag));
        return this;
    }

    /** Its JSON, on one line. */
    public String toJson() {
        try {
            record.set("properties", properties);
            return JSON.writeValueAsString(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Instant time) {
        return TICKS.format(time);
    }
}
