package io.vaultlens.collector.arm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Azure Resource Manager and its token endpoint do, and fails as told. */
public final class AzureServer implements AutoCloseable {
    /** The subscription that it has. */
    public static final String SUBSCRIPTION = "bda562c9-a78a-5a80-a3da-048acebdf95f";

    /** The vault in it. */
    public static final String VAULT =
            "/subscriptions/"
                    + SUBSCRIPTION
                    + "/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-a";

    private final HttpServer server;
    private final int pageSize;
    private final Map<String, List<String>> lists = new ConcurrentHashMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private volatile int tokens;
    private volatile int left = 10_000;

    /**
     * What the next request whose address has a word gets instead of its answer.
     *
     * @param seconds what Retry-After says; 0: nothing
     */
    public record Fault(String word, int status, String body, int seconds) {}

    /** A server with pages of so many entries. */
    public AzureServer(int pageSize) {
        this.pageSize = pageSize;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds an entry to the list at a path. */
    public void add(String path, String entry) {
        lists.computeIfAbsent(path, key -> new CopyOnWriteArrayList<>()).add(entry);
    }

    /** Puts an entry in the place of another one. */
    public void set(String path, int index, String entry) {
        lists.get(path).set(index, entry);
    }

    /** How many entries the list at a path has. */
    public int size(String path) {
        return lists.getOrDefault(path, List.of()).size();
    }

    synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /** Every request fails from now on, or none any more. */
    public void away(boolean gone) {
        away = gone;
    }

    void left(int requests) {
        left = requests;
    }

    int tokens() {
        return tokens;
    }

    List<String> asked() {
        return new ArrayList<>(asked);
    }

    private synchronized Fault fault(String address) {
        for (Fault fault : faults) {
            if (address.contains(fault.word())) {
                faults.remove(fault);
                return fault;
            }
        }
        return null;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String address = exchange.getRequestURI().toString();
            asked.add(address);
            Fault fault = fault(address);
            if (away) {
                send(exchange, 503, "{}");
            } else if (fault != null) {
                if (fault.seconds() > 0) {
                    exchange.getResponseHeaders().set("Retry-After", "" + fault.seconds());
                }
                send(exchange, fault.status(), fault.body());
            } else if (address.contains("/oauth2/")) {
                token(exchange);
            } else if (!("Bearer token-" + tokens)
                    .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"error\":{\"code\":\"ExpiredAuthenticationToken\"}}");
            } else {
                list(exchange);
            }
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        tokens++;
        send(exchange, 200, "{\"access_token\":\"token-" + tokens + "\",\"expires_in\":3599}");
    }

    private void list(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        if (!query.contains("api-version=")) {
            send(exchange, 400, "{\"error\":{\"code\":\"MissingApiVersionParameter\"}}");
            return;
        }
        String type = query.replaceFirst(".*backupManagementType eq '(\\w+)'.*", "$1");
        boolean filtered = !type.equals(query);
        List<String> all =
                lists.getOrDefault(path, List.of()).stream()
                        .filter(entry -> !filtered || entry.contains("\"" + type + "\""))
                        .toList();
        int from =
                query.contains("$skipToken=")
                        ? Integer.parseInt(query.replaceFirst(".*\\$skipToken=(\\d+).*", "$1"))
                        : 0;
        int to = Math.min(all.size(), from + pageSize);
        String next = "";
        if (to < all.size()) {
            next =
                    ",\"nextLink\":\"%s%s?api-version=2023-06-01&$skipToken=%d\""
                            .formatted(address(), path, to);
        }
        exchange.getResponseHeaders().set("x-ms-ratelimit-remaining-subscription-reads", "" + left);
        String value = String.join(",", all.subList(from, to));
        send(exchange, 200, "{\"value\":[" + value + "]" + next + "}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The vault as a list of vaults has it. */
    public static String vault() {
        return """
        {"id":"%s","name":"rsv-a","type":"Microsoft.RecoveryServices/vaults",\
        "location":"westeurope","sku":{"name":"Standard"},"properties":{}}\
        """
                .formatted(VAULT);
    }

    /** A job of the vault. */
    public static String job(String id, String status, String start, String end) {
        return """
        {"id":"%s/backupJobs/%s","name":"%s","type":"Microsoft.RecoveryServices/vaults/backupJobs",\
        "properties":{"jobType":"AzureIaaSVMJob","entityFriendlyName":"vm-app01",\
        "backupManagementType":"AzureIaasVM","operation":"Backup","status":"%s",\
        "startTime":"%s","endTime":"%s","duration":"00:44:49.5617666","isUserTriggered":false,\
        "containerName":"iaasvmcontainerv2;rg-app;vm-app01","activityId":"a",\
        "errorDetails":[{"errorCode":400001,"errorTitle":"ExtensionFailed","errorString":"Oh."}]}}\
        """
                .formatted(VAULT, id, id, status, start, end);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
