package io.vaultlens.server.engine.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an archive holds; it stands at the archive's end.
 *
 * @param version of this form, 1
 * @param item the protected item
 * @param job the job that made it
 * @param startedAt when, ISO 8601
 * @param entries everything in the order of the archive
 * @param skipped what is not in it or not as it was at one moment, with the reason; the first few
 * @param skippedCount how many there are
 */
public record Manifest(
        int version,
        String item,
        String job,
        String startedAt,
        List<Entry> entries,
        List<String> skipped,
        long skippedCount) {
    private static final int LISTED_SKIPPED = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Manifest {
        entries = List.copyOf(entries);
        skipped = List.copyOf(skipped);
    }

    /** What an entry is. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    /**
     * One entry.
     *
     * @param name its name below the folder, parts separated by a slash
     * @param encoded whether the name is no text, so that it stands percent-encoded
     * @param kind what it is
     * @param size the bytes of a file; an entry that is longer was filled up with zeros
     * @param sha256 of the entry's bytes, empty for folders and links
     * @param target where a link points to, as the link says it
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Entry(
            String name, boolean encoded, Kind kind, long size, String sha256, String target) {
        public Entry {
            sha256 = sha256 == null ? "" : sha256;
            target = target == null ? "" : target;
        }
    }

    /** How many files it holds. */
    public long files() {
        return entries.stream().filter(entry -> entry.kind() == Kind.FILE).count();
    }

    /** The bytes of these files. */
    public long bytes() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    byte[] toJson() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    static Manifest fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, Manifest.class);
    }

    /** Collects a manifest while its archive is written; one thread uses it. */
    static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();
        private long skippedCount;

        void add(Entry entry) {
            entries.add(entry);
        }

        void skip(String name, String reason) {
            skippedCount++;
            if (skipped.size() < LISTED_SKIPPED) {
                skipped.add(name + ": " + reason);
            }
        }

        Manifest build(String item, String job, String startedAt) {
            return new Manifest(1, item, job, startedAt, entries, skipped, skippedCount);
        }
    }
}
