package io.vaultlens.collector.push;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vaultlens.collector.ingest.Delivery.Aside;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The places and reasons of records kept aside, as an array of objects in JSON. */
public final class Reasons {
    private static final JsonFactory JSON = new JsonFactory();

    private Reasons() {}

    /** Writes them. */
    public static String toJson(List<Aside> asides) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (Aside aside : asides) {
                json.writeStartObject();
                json.writeNumberField("position", aside.offset());
                json.writeNumberField("line", aside.line());
                json.writeStringField("reason", aside.reason());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can always be written", e);
        }
        return text.toString();
    }

    /** Reads what {@link #toJson} wrote. */
    static List<Aside> fromJson(String text) {
        List<Aside> asides = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            long position = 0;
            long line = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    boolean isLine = json.currentName().equals("line");
                    position = isLine ? position : json.getLongValue();
                    line = isLine ? json.getLongValue() : line;
                } else if (token == JsonToken.VALUE_STRING) {
                    asides.add(new Aside(position, line, json.getText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the store's own JSON can always be read", e);
        }
        return asides;
    }
}
