package io.vaultlens.collector.repository;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The backups of which the store knows already, kept as one short text. */
final class KnownCopies {
    private static final String FORM = "copies1:";
    private static final int ID_LENGTH = 16;

    private final Set<String> ids;

    private KnownCopies(Set<String> ids) {
        this.ids = ids;
    }

    static KnownCopies of(List<Copy> copies) {
        Set<String> ids = new TreeSet<>();
        copies.forEach(copy -> ids.add(shortened(copy)));
        return new KnownCopies(ids);
    }

    static KnownCopies fromText(String text) {
        if (!text.startsWith(FORM)) {
            return new KnownCopies(Set.of());
        }
        byte[] bytes = Base64.getDecoder().decode(text.substring(FORM.length()));
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            String lines = new String(content.readAllBytes(), StandardCharsets.US_ASCII);
            return new KnownCopies(new TreeSet<>(lines.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException("known backups could not be unpacked", e);
        }
    }

    String toText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(String.join("\n", ids).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("known backups could not be packed", e);
        }
        return FORM + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String shortened(Copy copy) {
        return copy.id().substring(0, Math.min(ID_LENGTH, copy.id().length()));
    }

    boolean has(Copy copy) {
        return ids.contains(shortened(copy));
    }

    boolean isSameAs(KnownCopies other) {
        return ids.equals(other.ids);
    }
}
