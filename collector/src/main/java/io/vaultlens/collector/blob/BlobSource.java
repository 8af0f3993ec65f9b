package io.vaultlens.collector.blob;

import com.azure.storage.blob.BlobServiceClient;
import io.vaultlens.collector.source.Extent;
import io.vaultlens.collector.source.FileReader;
import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceKind;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.token.BearerToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Containers of an Azure storage account, as diagnostic settings and data export fill them.
 *
 * <p>What there is to read is known after a listing; a pass reads of it for some seconds, what is
 * newest first, and the next one goes on.
 */
public final class BlobSource implements Source {
    /** Containers of a storage account that are followed. */
    public static final SourceKind KIND = new SourceKind("blob", doc(), settings(), maker());

    private static final Duration LONGEST_PASS = Duration.ofSeconds(15);
    private static final int AHEAD = 8;

    /** After so many blobs that cannot be read, it is the account. */
    private static final int MOST_FAILURES = 3;

    private final SourceValues values;
    private final SourceContext context;
    private final Optional<BearerToken> token;
    private final BlobServiceClient client;
    private final Listing listing;
    private final Duration rest;

    /** What is to be read, the oldest hour first; it is read from both ends. */
    private final TreeSet<FoundBlob> backlog =
            new TreeSet<>(
                    Comparator.comparing((FoundBlob blob) -> HourLayout.hour(blob.name()))
                            .thenComparing(FoundBlob::container)
                            .thenComparing(FoundBlob::name));

    /** What could not be read in the last pass. */
    private final List<FoundBlob> again = new ArrayList<>();

    private Extent extent = Extent.NONE;
    private volatile boolean closed;

    private BlobSource(SourceValues values, SourceContext context) {
        this.values = values;
        this.context = context;
        this.token = BlobAccount.token(values, context.clock());
        this.client = BlobAccount.client(values, token);
        this.listing = new Listing(client, values.names("containers"));
        this.rest = Duration.ofSeconds(values.number("seconds"));
    }

    private static String doc() {
        return "Containers of an Azure storage account, as diagnostic settings (`insights-logs-…`) and"
                + " a workspace's data export (`am-…`) fill them; growing blobs are followed.";
    }

    private static List<SourceSetting> settings() {
        List<SourceSetting> all = new ArrayList<>(BlobAccount.SETTINGS);
        all.add(
                SourceSetting.optional(
                        "containers",
                        Type.NAMES,
                        "insights-logs-*, am-*",
                        "The containers to read; a star stands for any letters."));
        all.add(
                SourceSetting.number(
                        "seconds", 30, 1, 86_400, "Seconds between two looks at the account."));
        return all;
    }

    private static SourceKind.Maker maker() {
        return new SourceKind.Maker() {
            @Override
            public Source make(SourceValues values, SourceContext context) {
                return new BlobSource(values, context);
            }

            @Override
            public List<String> mistakes(SourceValues values) {
                return BlobAccount.mistakes(values);
            }
        };
    }

    @Override
    public String name() {
        return values.name();
    }

    @Override
    public String where() {
        return client.getAccountUrl();
    }

    @Override
    public Duration rest(Duration standard) {
        return backlog.isEmpty() ? rest : Duration.ZERO;
    }

    @Override
    public List<String> read(Positions positions, Sink sink) {
        if (backlog.isEmpty()) {
            extent = Extent.NONE;
        }
        backlog.addAll(again);
        again.clear();
        find(positions);
        List<String> failures = new ArrayList<>();
        FileReader reader = new FileReader(context.buffers(), sink, context.limits(), true);
        reader.extent(extent);
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                readSome(positions, reader, requests, failures);
            } finally {
                requests.shutdownNow();
            }
        }
        reader.finish();
        extent = reader.extent();
        if (again.size() >= MOST_FAILURES) {
            throw new SourceException(failures.getLast());
        }
        return failures;
    }

    private void find(Positions positions) {
        // Who gives none says why; within the client's requests that would be lost.
        token.ifPresent(BearerToken::text);
        try {
            listing.list(
                    context.clock().instant(),
                    blob -> {
                        Position known = positions.of(file(blob));
                        if (FileReader.isChanged(known, blob.size(), blob.version())) {
                            backlog.remove(blob);
                            backlog.add(blob);
                        }
                    });
        } catch (RuntimeException e) {
            // The client wraps what the network does in all kinds of exceptions.
            throw new SourceException(where() + " cannot be listed: " + BlobAccount.reason(e), e);
        }
        long bytes = backlog.stream().mapToLong(FoundBlob::size).sum();
        extent =
                new Extent(
                        extent.doneFiles(),
                        extent.doneFiles() + backlog.size(),
                        extent.doneBytes(),
                        extent.doneBytes() + bytes);
    }

    private String file(FoundBlob blob) {
        return "blob:" + where() + "/" + blob.container() + "/" + blob.name();
    }

    /** A blob that is being opened. */
    private record Opening(FoundBlob blob, Position known, Future<BlobFile> file) {}

    private void readSome(
            Positions positions,
            FileReader reader,
            ExecutorService requests,
            List<String> failures) {
        long end = System.nanoTime() + LONGEST_PASS.toNanos();
        ArrayDeque<Opening> openings = new ArrayDeque<>();
        while (!closed && (!backlog.isEmpty() || !openings.isEmpty())) {
            boolean more = System.nanoTime() < end && again.size() < MOST_FAILURES;
            while (more && openings.size() < AHEAD && !backlog.isEmpty()) {
                openings.add(open(next(), positions, requests));
            }
            if (openings.isEmpty()) {
                break;
            }
            Opening opening = openings.remove();
            read(opening, reader, failures);
            reader.extent(reader.extent().fileDone(opening.blob().size()));
        }
    }

    /** The newest hours come first, each in the order of its time. */
    private FoundBlob next() {
        String newest = HourLayout.hour(backlog.last().name());
        FoundBlob probe = new FoundBlob("", newest, 0, "", false);
        FoundBlob first = backlog.ceiling(probe);
        FoundBlob next = first == null ? backlog.last() : first;
        backlog.remove(next);
        return next;
    }

    private Opening open(FoundBlob blob, Positions positions, ExecutorService requests) {
        Position known = positions.of(file(blob));
        long goesOnAt = FileReader.goesOnAt(known);
        BlobFile file =
                new BlobFile(
                        client.getBlobContainerClient(blob.container()).getBlobClient(blob.name()),
                        blob,
                        context.limits().unpackedBytes());
        return new Opening(blob, known, requests.submit(() -> file.ahead(goesOnAt)));
    }

    private void read(Opening opening, FileReader reader, List<String> failures) {
        try (BlobFile file = opening.file().get()) {
            reader.read(file, opening.known()).ifPresent(failures::add);
        } catch (ExecutionException e) {
            tell(opening.blob(), e.getCause(), failures);
        } catch (IOException e) {
            tell(opening.blob(), e, failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("the pass was interrupted", e);
        }
    }

    /** A blob that has changed since the listing comes again with the next one. */
    private void tell(FoundBlob blob, Throwable failure, List<String> failures) {
        if (!BlobFile.isStale(failure)) {
            again.add(blob);
            failures.add(file(blob) + " could not be read: " + BlobAccount.reason(failure));
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
