package io.vaultlens.collector.blob;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.vaultlens.collector.source.SourceSetting;
import io.vaultlens.collector.source.SourceSetting.Type;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.token.BearerToken;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a storage account is reached: its settings, and the client made of them. */
final class BlobAccount {
    /** The keys that say which account it is and how to sign in. */
    static final List<SourceSetting> SETTINGS = settings();

    private static List<SourceSetting> settings() {
        List<SourceSetting> all = new ArrayList<>(own());
        all.addAll(BearerToken.SETTINGS);
        return List.copyOf(all);
    }

    private static List<SourceSetting> own() {
        return List.of(
                SourceSetting.optional(
                        "url",
                        Type.URL,
                        "",
                        "The account's address, `https://ACCOUNT.blob.core.windows.net`; not"
                                + " with `connectionString`."),
                SourceSetting.optional(
                        "connectionString",
                        Type.SECRET,
                        "",
                        "The connection string, with its key or a shared access signature."),
                SourceSetting.optional(
                        "sas",
                        Type.SECRET,
                        "",
                        "A shared access signature that may list and read, with `url`."),
                SourceSetting.optional(
                        "accountKey", Type.SECRET, "", "The account's key, with `url`."),
                SourceSetting.optional(
                        "tenant",
                        Type.TEXT,
                        "",
                        "The tenant's GUID, with `clientId` and `secret`; with `url` alone the"
                                + " machine's managed identity signs in."));
    }

    private static final String RESOURCE = "https://storage.azure.com";
    private static final int TRIES = 4;
    private static final Duration TRY = Duration.ofSeconds(60);
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private BlobAccount() {}

    /** What is wrong with the settings taken together. */
    static List<String> mistakes(SourceValues values) {
        List<String> mistakes = new ArrayList<>();
        boolean whole = values.has("connectionString");
        if (whole == values.has("url")) {
            mistakes.add("a source of kind 'blob' has either 'connectionString' or 'url'");
        }
        if (Stream.of("connectionString", "sas", "accountKey", "secret").filter(values::has).count()
                > 1) {
            mistakes.add(
                    "a source of kind 'blob' has one of 'connectionString', 'sas', 'accountKey' and"
                            + " 'secret'; with 'url' alone the managed identity signs in");
        }
        if (values.has("secret") && !(values.has("tenant") && values.has("clientId"))) {
            mistakes.add("'secret' needs 'tenant' and 'clientId'");
        }
        if (!whole && signsInByToken(values) && !isPrivate(values.text("url"))) {
            mistakes.add("a token is sent to an address that begins with https:// only");
        }
        return mistakes;
    }

    private static boolean signsInByToken(SourceValues values) {
        return !values.has("sas") && !values.has("accountKey");
    }

    /** Whether nobody on the way can read what is sent. */
    private static boolean isPrivate(String url) {
        return url.isEmpty() || url.startsWith("https://") || url.startsWith("http://127.0.0.1");
    }

    /** What signs in where neither a key nor a signature does. */
    static Optional<BearerToken> token(SourceValues values, Clock clock) {
        if (values.has("connectionString") || !signsInByToken(values)) {
            return Optional.empty();
        }
        HttpClient http = HttpClient.newBuilder().connectTimeout(TRY).build();
        return Optional.of(new BearerToken(values, RESOURCE, http, clock));
    }

    /** A client; it reaches for nothing yet. Throttled requests are repeated by its own rules. */
    static BlobServiceClient client(SourceValues values, Optional<BearerToken> token) {
        BlobServiceClientBuilder builder =
                new BlobServiceClientBuilder()
                        .retryOptions(
                                new RequestRetryOptions(
                                        RetryPolicyType.EXPONENTIAL,
                                        TRIES,
                                        TRY,
                                        SHORTEST_REST,
                                        LONGEST_REST,
                                        null));
        if (values.has("connectionString")) {
            return builder.connectionString(values.text("connectionString")).buildClient();
        }
        String url = values.text("url");
        builder.endpoint(url);
        if (values.has("sas")) {
            return builder.sasToken(values.text("sas")).buildClient();
        }
        if (token.isPresent()) {
            return builder.addPolicy(new TokenPolicy(token.get())).buildClient();
        }
        String account = URI.create(url).getHost().split("\\.", 2)[0];
        return builder.credential(
                        new StorageSharedKeyCredential(account, values.text("accountKey")))
                .buildClient();
    }

    /** Why the service does not answer as it should, in one line. */
    static String reason(Throwable failure) {
        if (failure instanceof BlobStorageException refused) {
            String advice =
                    switch (refused.getStatusCode()) {
                        case 401, 403 ->
                                "; the sign-in needs to list and to read"
                                        + " (Storage Blob Data Reader)";
                        case 429, 503 -> "; the account is throttled";
                        default -> "";
                    };
            return "status "
                    + refused.getStatusCode()
                    + " ("
                    + refused.getErrorCode()
                    + ")"
                    + advice;
        }
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException) {
            return "no connection; is the address right, and is it reached from here?";
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : message;
    }
}
