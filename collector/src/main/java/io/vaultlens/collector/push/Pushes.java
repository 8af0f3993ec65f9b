package io.vaultlens.collector.push;

import io.vaultlens.collector.catalog.NearestName;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.ingest.Delivery;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.SharedCommits;
import io.vaultlens.collector.push.PushRefused.Reason;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Takes in what programs push: reads each body as it comes and answers after the commit, which it
 * shares with others. Any thread may use it, one for each push; a virtual one may.
 */
public final class Pushes implements AutoCloseable {
    private final Store store;
    private final PushLimits limits;
    private final Receipts receipts;
    private final SharedCommits commits;
    private final Waiting waiting;
    private final Map<PushKey, CompletableFuture<Receipt>> inFlight = new ConcurrentHashMap<>();

    /** A platform thread for looks into the store, which would hold a virtual one's carrier. */
    private final ExecutorService lookUps =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("push-keys").daemon().factory());

    /** Takes pushes into this store. */
    public Pushes(
            Store store,
            Ingest ingest,
            Clock clock,
            PushLimits limits,
            SharedCommits.Listener listener) {
        this.store = store;
        this.limits = limits;
        this.receipts = new Receipts(store, clock, limits);
        this.commits = ingest.shared(receipts::write, listener);
        this.waiting = new Waiting(limits.waitingBytes());
    }

    /** Whether a category or a table of this name is known. */
    public boolean knows(String category) {
        return commits.knows(category);
    }

    /**
     * Takes a push and returns when it is committed.
     *
     * @throws PushRefused where nothing of it is taken
     * @throws IOException where its body could not be read to its end; nothing of it is taken
     */
    public PushAnswer take(Push push) throws IOException, PushRefused {
        if (!commits.knows(push.category())) {
            throw new PushRefused(Reason.UNKNOWN_CATEGORY, unknown(push.category()));
        }
        try (Waiting.Share share = waiting.share()) {
            return take(push, share);
        } catch (StoreException e) {
            throw new PushRefused(
                    Reason.NOT_WRITTEN,
                    "nothing of this is taken, send it again later: " + e.getMessage());
        }
    }

    private PushAnswer take(Push push, Waiting.Share share) throws IOException, PushRefused {
        share.take(0);
        BodyStream body = new BodyStream(push, limits, share);
        Delivery delivery = commits.begin(push.source(), push.category());
        new BodyReader(body, limits.recordBytes(), delivery).read(push.lines());
        if (delivery.isNoJson()) {
            throw noJson(delivery);
        }
        if (push.key().isEmpty()) {
            return PushAnswer.of(delivery, committed(delivery));
        }
        PushKey key = new PushKey(push.source(), push.key().get());
        return once(key, sha256(push.category(), body), delivery);
    }

    private static PushRefused noJson(Delivery delivery) {
        Delivery.Aside first = delivery.keptAside().getFirst();
        return new PushRefused(
                Reason.NO_JSON,
                "the body holds no JSON object; its first record (line %d, byte %d) is %s"
                        .formatted(first.line(), first.offset(), first.reason()));
    }

    private String unknown(String category) {
        Stream<String> names =
                store.catalog().tables().stream()
                        .filter(table -> !table.isView() && !table.system())
                        .flatMap(Pushes::names);
        return "no table takes records of the category '"
                + category
                + "'"
                + NearestName.hint(category, names.toList());
    }

    private static Stream<String> names(TableDef table) {
        return Stream.concat(Stream.of(table.name()), table.categories().stream());
    }

    private static String sha256(String category, BodyStream body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(folded(category));
            digest.update(body.sha256OfAll());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] folded(String category) {
        return category.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    private IngestRun committed(Delivery delivery) {
        return result(commits.commit(delivery));
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new StoreException("the push could not be written", e.getCause());
        }
    }

    /** A push whose key was answered before, or is being answered, gets that answer. */
    private PushAnswer once(PushKey key, String sha256, Delivery delivery) throws PushRefused {
        CompletableFuture<Receipt> own = new CompletableFuture<>();
        CompletableFuture<Receipt> other = inFlight.putIfAbsent(key, own);
        Receipt receipt = other == null ? first(key, sha256, delivery, own) : result(other);
        if (!receipt.sha256().equals(sha256)) {
            throw new PushRefused(
                    Reason.KEY_USED,
                    "the key '" + key.key() + "' was sent before with another body or category");
        }
        return receipt.answer();
    }

    private Receipt first(
            PushKey key, String sha256, Delivery delivery, CompletableFuture<Receipt> own) {
        try {
            Optional<Receipt> before = receipts.mayKnow(key) ? find(key) : Optional.empty();
            Receipt receipt = before.orElseGet(() -> commit(key, sha256, delivery));
            own.complete(receipt);
            return receipt;
        } catch (RuntimeException e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            inFlight.remove(key, own);
        }
    }

    private Optional<Receipt> find(PushKey key) {
        return result(CompletableFuture.supplyAsync(() -> receipts.find(key), lookUps));
    }

    private Receipt commit(PushKey key, String sha256, Delivery delivery) {
        receipts.draft(delivery, key, sha256);
        try {
            PushAnswer answer = PushAnswer.of(delivery, committed(delivery));
            receipts.committed(delivery);
            return new Receipt(key, sha256, answer);
        } finally {
            receipts.drop(delivery);
        }
    }

    /** Takes nothing more and commits what waits. */
    @Override
    public void close() {
        commits.close();
        lookUps.shutdown();
    }
}
