package io.vaultlens.server.protocol;

import io.javalin.http.Context;
import io.vaultlens.collector.push.PushRefused;
import io.vaultlens.collector.push.Pushes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Logs Ingestion API of Azure Monitor: rows of a table, sent to a stream that is named after
 * it. The id of the data collection rule says nothing here.
 */
public final class LogsIngestion {
    private static final Pattern STREAM = Pattern.compile("(?i)(?:custom|microsoft)-(.+)");
    private static final Pattern CUSTOM_TABLE = Pattern.compile("(?i)(.+)_CL");

    private final Pushes pushes;

    /** Gives what comes to these. */
    public LogsIngestion(Pushes pushes) {
        this.pushes = pushes;
    }

    /** {@code POST /dataCollectionRules/ID/streams/STREAM}: answers 204 after the commit. */
    public void take(Context ctx) throws PushRefused {
        RequestIds.of(ctx);
        PushDoor.take(ctx, pushes, table(ctx.pathParam("stream")), Optional.empty());
        ctx.status(204);
    }

    /** The table that a stream is named after; Azure's custom tables end in {@code _CL}. */
    private String table(String stream) {
        Matcher prefixed = STREAM.matcher(stream);
        String name = prefixed.matches() ? prefixed.group(1) : stream;
        Matcher custom = CUSTOM_TABLE.matcher(name);
        return custom.matches() && !pushes.knows(name) ? custom.group(1) : name;
    }
}
