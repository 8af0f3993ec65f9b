package io.vaultlens.server.http;

import static io.vaultlens.server.access.Role.ANYONE;
import static io.vaultlens.server.access.Role.LOCAL;
import static io.vaultlens.server.access.Role.PUSHER;
import static io.vaultlens.server.access.Role.SIGNED_IN;

import io.javalin.config.RoutesConfig;
import io.vaultlens.server.access.Gate;
import io.vaultlens.server.access.SignIn;
import io.vaultlens.server.operation.LocalDoor;
import io.vaultlens.server.operation.RunningServer;
import io.vaultlens.server.protocol.KustoV1;
import io.vaultlens.server.protocol.LogsIngestion;
import io.vaultlens.server.protocol.PushDoor;
import io.vaultlens.server.protocol.Writing;

/**
 * Every door of the server, one line each; a door that names no role stays shut.
 *
 * @param gate who passes
 * @param errors what the answer is when one fails
 * @param health whether it can answer
 * @param signIn the way in and out
 * @param pages what people look at
 * @param downloads what they take away
 * @param retries the retry button
 * @param sources the settings of sources
 * @param store the settings of the store
 * @param kusto what Kusto's clients call
 * @param writing helps those who write a question
 * @param push where programs send records by themselves
 * @param logsIngestion the same in the words of Azure Monitor
 * @param local what commands on this machine call
 */
public record Routes(
        Gate gate,
        Errors errors,
        Health health,
        SignIn signIn,
        PageHandlers pages,
        Downloads downloads,
        RetryHandlers retries,
        SourceHandlers sources,
        StoreHandlers store,
        KustoV1 kusto,
        Writing writing,
        PushDoor push,
        LogsIngestion logsIngestion,
        LocalDoor local) {
    /** Adds all routes. */
    public void addTo(RoutesConfig routes) {
        routes.before(Headers::add);
        routes.before(gate::checkHost);
        routes.beforeMatched(gate::check);
        errors.addTo(routes);

        routes.get("/health", health::show, ANYONE);
        routes.get("/assets/<name>", pages::asset, ANYONE);
        routes.get("/sign-in", signIn::show, ANYONE);
        routes.post("/sign-in", signIn::enter, ANYONE);
        routes.get("/sign-out", signIn::leave, ANYONE);
        routes.post("/sign-out", signIn::leave, ANYONE);
        routes.post("/theme", pages::theme, ANYONE);

        routes.get("/", pages::overview, SIGNED_IN);
        routes.get("/jobs", pages::jobs, SIGNED_IN);
        routes.get("/jobs.{format}", downloads::jobs, SIGNED_IN);
        routes.get("/jobs/{id}", pages::job, SIGNED_IN);
        routes.get("/jobs/{id}/retries", pages::retries, SIGNED_IN);
        routes.get("/jobs/{id}/changes", pages::changes, SIGNED_IN);
        routes.post("/jobs/{id}/retry", retries::retry, SIGNED_IN);
        routes.get("/changes", pages::blame, SIGNED_IN);
        routes.get("/changes.{format}", downloads::changes, SIGNED_IN);
        routes.get("/changes/blamed", pages::blamed, SIGNED_IN);
        routes.get("/console", pages::console, SIGNED_IN);
        routes.get("/console.{format}", downloads::console, SIGNED_IN);
        routes.post("/console.{format}", downloads::console, SIGNED_IN);
        routes.post("/console/rows", pages::consoleRows, SIGNED_IN);
        routes.post("/console/cancel", pages::consoleCancel, SIGNED_IN);

        routes.get("/settings", sources::settings, SIGNED_IN);
        routes.get("/settings/sources", sources::list, SIGNED_IN);
        routes.post("/settings/sources", sources::add, SIGNED_IN);
        routes.get("/settings/sources/new", sources::form, SIGNED_IN);
        routes.post("/settings/sources/replay", sources::replay, SIGNED_IN);
        routes.post("/settings/sources/{name}/test", sources::test, SIGNED_IN);
        routes.post("/settings/sources/{name}/start", sources::start, SIGNED_IN);
        routes.post("/settings/sources/{name}/stop", sources::stop, SIGNED_IN);
        routes.post("/settings/sources/{name}/remove", sources::remove, SIGNED_IN);

        routes.get("/settings/store", store::show, SIGNED_IN);
        routes.post("/settings/store/shrink", store::shrink, SIGNED_IN);

        routes.post("/api/complete", writing::complete, SIGNED_IN);
        routes.post("/api/hover", writing::hover, SIGNED_IN);
        routes.post("/api/explain", writing::explain, SIGNED_IN);

        routes.get("/v1/rest/ping", kusto::ping, ANYONE);
        routes.get("/v1/rest/auth/metadata", kusto::authMetadata, ANYONE);
        routes.get("/v1/rest/query", kusto::queryByAddress, SIGNED_IN);
        routes.post("/v1/rest/query", kusto::query, SIGNED_IN);
        routes.post("/v1/rest/mgmt", kusto::manage, SIGNED_IN);

        routes.post("/ingest/{category}", push::take, PUSHER);
        routes.post("/dataCollectionRules/{rule}/streams/{stream}", logsIngestion::take, PUSHER);

        routes.get(RunningServer.ADDRESS, local::show, LOCAL);
        routes.post(RunningServer.ADDRESS, local::run, LOCAL);
    }
}
