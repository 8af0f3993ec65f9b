package io.vaultlens.collector.blob;

import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobContainerItem;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobType;
import com.azure.storage.blob.models.ListBlobsOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lists what may have changed, for as few requests as may be; used by one thread.
 *
 * <p>Once an hour everything is listed. In between, where that costs more, only the blobs of today
 * (and of yesterday, early in the day) are: an archive's names say when a blob was begun.
 */
final class Listing {
    private static final Duration BETWEEN_WHOLE = Duration.ofHours(1);
    private static final Duration EARLY = Duration.ofHours(3);
    private static final int PAGE = 5000;

    private final BlobServiceClient client;
    private final Predicate<String> wanted;
    private final Map<String, TreeSet<String>> roots = new HashMap<>();
    private Instant nextWhole = Instant.MIN;
    private long pagesOfWhole;
    private boolean odd;

    Listing(BlobServiceClient client, List<String> patterns) {
        this.client = client;
        this.wanted = matching(patterns);
    }

    /** Whether a name matches one of the patterns, in which a star stands for any letters. */
    private static Predicate<String> matching(List<String> patterns) {
        String all =
                patterns.stream()
                        .map(pattern ->
                                java.util.Arrays.stream(pattern.split("\\*", -1))
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining(".*")))
                        .collect(Collectors.joining("|"));
        return Pattern.compile(all).asMatchPredicate();
    }

    /** Gives the blobs that may have changed since the last time. */
    void list(Instant now, Consumer<FoundBlob> each) {
        long count = roots.values().stream().mapToLong(TreeSet::size).sum();
        long days = isEarly(now) ? 2 : 1;
        if (now.isBefore(nextWhole) && !odd && count * days < pagesOfWhole) {
            recent(now, each);
        } else {
            whole(now, each);
        }
    }

    private void whole(Instant now, Consumer<FoundBlob> each) {
        roots.clear();
        pagesOfWhole = 0;
        odd = false;
        for (BlobContainerItem container : client.listBlobContainers()) {
            if (wanted.test(container.getName())) {
                pages(
                        container.getName(),
                        "",
                        blob -> {
                            note(blob);
                            each.accept(blob);
                        });
            }
        }
        nextWhole = now.plus(BETWEEN_WHOLE);
    }

    private void note(FoundBlob blob) {
        HourLayout.root(blob.name())
                .ifPresentOrElse(
                        root ->
                                roots.computeIfAbsent(
                                                blob.container(), container -> new TreeSet<>())
                                        .add(root),
                        () -> odd = true);
    }

    private void recent(Instant now, Consumer<FoundBlob> each) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        roots.forEach((container, ofContainer) -> {
            for (String root : ofContainer) {
                if (isEarly(now)) {
                    pages(container, HourLayout.day(root, today.minusDays(1)), each);
                }
                pages(container, HourLayout.day(root, today), each);
            }
        });
    }

    /** Blobs of yesterday still grow. */
    private static boolean isEarly(Instant now) {
        return !LocalDate.ofInstant(now.minus(EARLY), ZoneOffset.UTC)
                .equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private void pages(String container, String prefix, Consumer<FoundBlob> each) {
        BlobContainerClient of = client.getBlobContainerClient(container);
        ListBlobsOptions options =
                new ListBlobsOptions().setPrefix(prefix).setMaxResultsPerPage(PAGE);
        for (PagedResponse<BlobItem> page : of.listBlobs(options, null).iterableByPage()) {
            pagesOfWhole += prefix.isEmpty() ? 1 : 0;
            for (BlobItem item : page.getValue()) {
                FoundBlob blob = found(container, item);
                if (blob.isRecords()) {
                    each.accept(blob);
                }
            }
        }
    }

    private static FoundBlob found(String container, BlobItem item) {
        var properties = item.getProperties();
        return new FoundBlob(
                container,
                item.getName(),
                properties.getContentLength(),
                properties.getETag(),
                properties.getBlobType() == BlobType.APPEND_BLOB);
    }
}
