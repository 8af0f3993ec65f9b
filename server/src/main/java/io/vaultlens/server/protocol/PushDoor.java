package io.vaultlens.server.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.vaultlens.collector.push.Push;
import io.vaultlens.collector.push.PushAnswer;
import io.vaultlens.collector.push.PushRefused;
import io.vaultlens.collector.push.Pushes;
import io.vaultlens.collector.push.Reasons;
import io.vaultlens.server.access.Caller;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where programs send records by themselves: {@code POST /ingest/CATEGORY}. */
public final class PushDoor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_KEY = 255;
    private static final long READ_ON_BYTES = 64L << 20;
    private static final long READ_ON_NANOS = 2_000_000_000L;
    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/jsonl", "application/jsonlines");

    private final Pushes pushes;

    /** Gives what comes to these. */
    public PushDoor(Pushes pushes) {
        this.pushes = pushes;
    }

    /** {@code POST /ingest/CATEGORY}: answers after the commit. */
    public void take(Context ctx) throws IOException, PushRefused {
        send(ctx, take(ctx, pushes, ctx.pathParam("category"), key(ctx)));
    }

    /** Takes what a request sends. */
    static PushAnswer take(Context ctx, Pushes pushes, String category, Optional<String> key)
            throws PushRefused {
        Push push = push(ctx, category, key);
        try {
            return pushes.take(push);
        } catch (PushRefused e) {
            if (e.reason() != PushRefused.Reason.TOO_SLOW) {
                readOn(push);
            }
            throw e;
        } catch (IOException e) {
            throw new BadRequestResponse(
                    "the body broke off before its end; nothing of it is taken");
        }
    }

    /**
     * Who has not sent everything yet does not read the answer; the rest is read, within bounds.
     */
    private static void readOn(Push push) {
        long ends = System.nanoTime() + READ_ON_NANOS;
        byte[] part = new byte[1 << 16];
        long left = READ_ON_BYTES;
        int count = 0;
        try {
            while (count >= 0 && left > 0 && System.nanoTime() < ends) {
                count = push.body().read(part);
                left -= count;
            }
        } catch (IOException e) {
            // It is gone, and reads no answer.
        }
    }

    private static void send(Context ctx, PushAnswer answer) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("read", answer.read())
                .put("written", answer.written())
                .put("repeated", answer.repeated())
                .put("keptAside", answer.keptAside())
                .set("reasons", JSON.readTree(Reasons.toJson(answer.asides())));
        ctx.contentType("application/json; charset=utf-8").result(json.toString());
    }

    /** What this request pushes. */
    private static Push push(Context ctx, String category, Optional<String> key) {
        String type = ctx.contentType() == null ? "" : ctx.contentType();
        String plain = type.split(";")[0].strip().toLowerCase(Locale.ROOT);
        return new Push(
                Caller.of(ctx).source(),
                category,
                key,
                isPacked(ctx),
                LINES.contains(plain),
                ctx.req().getContentLengthLong(),
                ctx.bodyInputStream());
    }

    private static boolean isPacked(Context ctx) {
        String encoding = ctx.header("Content-Encoding");
        String plain = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (plain) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                    throw new HttpResponseException(
                            415,
                            "the Content-Encoding '"
                                    + plain
                                    + "' is not known here; send gzip or none");
        };
    }

    private static Optional<String> key(Context ctx) {
        String header = ctx.header("Idempotency-Key");
        if (header == null) {
            return Optional.empty();
        }
        String key = header.strip().replaceFirst("^\"(.*)\"$", "$1");
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new BadRequestResponse(
                    "an Idempotency-Key has 1 to " + LONGEST_KEY + " characters");
        }
        return Optional.of(key);
    }
}
