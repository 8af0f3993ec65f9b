package io.vaultlens.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.vaultlens.collector.push.PushHealth;
import io.vaultlens.collector.push.PushLimits;
import io.vaultlens.collector.push.Pushes;
import io.vaultlens.collector.watch.HealthTable;
import io.vaultlens.collector.watch.Watches;
import io.vaultlens.dashboards.page.Assets;
import io.vaultlens.dashboards.page.Pages;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.server.access.AdminToken;
import io.vaultlens.server.access.Audit;
import io.vaultlens.server.access.Caller;
import io.vaultlens.server.access.Gate;
import io.vaultlens.server.access.Hosts;
import io.vaultlens.server.access.PushTokens;
import io.vaultlens.server.access.Secrets;
import io.vaultlens.server.access.SessionCookie;
import io.vaultlens.server.access.Sessions;
import io.vaultlens.server.access.SignIn;
import io.vaultlens.server.access.Throttle;
import io.vaultlens.server.config.Limits;
import io.vaultlens.server.config.Listen;
import io.vaultlens.server.http.Connectors;
import io.vaultlens.server.http.Downloads;
import io.vaultlens.server.http.Errors;
import io.vaultlens.server.http.Frames;
import io.vaultlens.server.http.Health;
import io.vaultlens.server.http.PageHandlers;
import io.vaultlens.server.http.RetryHandlers;
import io.vaultlens.server.http.Routes;
import io.vaultlens.server.http.SourceHandlers;
import io.vaultlens.server.http.StoreHandlers;
import io.vaultlens.server.load.Running;
import io.vaultlens.server.load.Turns;
import io.vaultlens.server.operation.LocalDoor;
import io.vaultlens.server.operation.Operations;
import io.vaultlens.server.operation.ServerFile;
import io.vaultlens.server.operation.Workspace;
import io.vaultlens.server.protocol.KustoV1;
import io.vaultlens.server.protocol.LogsIngestion;
import io.vaultlens.server.protocol.PushDoor;
import io.vaultlens.server.protocol.Writing;
import io.vaultlens.server.schedule.Scheduler;
import io.vaultlens.server.schedule.UpkeepSchedule;
import io.vaultlens.server.source.OwnSources;
import io.vaultlens.server.source.SourceDesk;
import io.vaultlens.server.upkeep.StoreDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The running server: all rooms wired by hand, top to bottom. */
public final class App implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;
    private static final int LONG_OPERATIONS = 8;

    private final AppSettings settings;
    private final Workspace workspace;
    private final Turns pageTurns;
    private final Turns queryTurns;
    private final Turns operationTurns;
    private final ExecutorService reportWorkers;
    private final String localToken = Secrets.random();
    private final Scheduler scheduler;
    private final UpkeepSchedule upkeep;
    private final Connectors connectors;
    private final HealthTable health;
    private final Watches watches;
    private final Pushes pushes;
    private final Audit audit;
    private final SourceDesk desk;
    private final Javalin http;
    private volatile boolean ready;

    private App(AppSettings settings, Workspace workspace) throws IOException {
        this.settings = settings;
        this.workspace = workspace;
        Limits limits = settings.config().limits();
        this.pageTurns = new Turns("page", limits.queries(), limits.queriesWaiting());
        this.queryTurns = new Turns("query", limits.queries(), limits.queriesWaiting());
        this.operationTurns = new Turns("operation", LONG_OPERATIONS, limits.queriesWaiting());
        this.reportWorkers =
                Executors.newFixedThreadPool(
                        limits.queries(),
                        Thread.ofPlatform().daemon().name("report-", 1).factory());
        this.scheduler =
                new Scheduler(workspace.protection(), workspace.questions(), settings.clock());
        this.health = new HealthTable(workspace.store(), settings.clock());
        this.watches = new Watches(workspace.ingest(), health);
        this.upkeep =
                new UpkeepSchedule(
                        workspace.upkeep(),
                        settings.config().maintenance().schedule(),
                        settings.clock());
        this.pushes = pushes(limits);
        this.audit = new Audit(workspace.store(), settings.clock());
        this.desk =
                new SourceDesk(
                        watches,
                        new OwnSources(settings.data(), System::getenv),
                        workspace.ingest(),
                        audit,
                        System::getenv);
        this.connectors = new Connectors(settings.config().listen(), settings.data());
        Routes routes = routes(limits);
        this.http = Javalin.create(config -> configure(config, routes));
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @throws IOException where the folder cannot be written or the port is taken; the message is
     *     one clear line
     */
    public static App start(AppSettings settings) throws IOException {
        App app = open(settings);
        app.ready();
        return app;
    }

    /** Starts a server whose health says that it is loading until {@link #ready()} is called. */
    public static App open(AppSettings settings) throws IOException {
        Workspace workspace =
                Workspace.open(
                        settings.data(), settings.config(), settings.clock(), settings.asked());
        try {
            App app = new App(settings, workspace);
            app.listen();
            return app;
        } catch (IOException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /** Takes up what was left, follows the sources, runs the schedules and says that it is up. */
    public void ready() {
        workspace.resume();
        settings.config().sources().forEach(watches::add);
        try {
            desk.open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources added by hand", e);
        }
        watches.startAll();
        scheduler.start();
        upkeep.start();
        ready = true;
    }

    private Pushes pushes(Limits limits) {
        List<String> names = new ArrayList<>(List.of(Caller.PERSONS_SOURCE));
        settings.config().pushers().forEach(pusher -> names.add(pusher.name()));
        PushLimits most =
                new PushLimits(
                        (long) limits.bodyMegabytes() * MEGABYTE,
                        (long) limits.pushMegabytes() * MEGABYTE,
                        limits.lineMegabytes() * MEGABYTE,
                        (long) limits.pushesMegabytes() * MEGABYTE,
                        Duration.ofSeconds(limits.pushSeconds()),
                        limits.pushKeys(),
                        Duration.ofHours(limits.pushKeyHours()));
        return new Pushes(
                workspace.store(),
                workspace.ingest(),
                settings.clock(),
                most,
                new PushHealth(health, names));
    }

    private Routes routes(Limits limits) throws IOException {
        Clock clock = settings.clock();
        AdminToken admin = AdminToken.of(settings.adminToken(), settings.data());
        Sessions sessions = new Sessions(clock, Duration.ofHours(limits.sessionHours()));
        SessionCookie cookie = new SessionCookie();
        Throttle throttle = new Throttle(clock, limits.signInsPerMinute());
        Hosts hosts = new Hosts(settings.config().listen());
        Assets assets = Assets.load();
        Reports reports = new Reports(workspace.queries()::answer, reportWorkers);
        Pages pages = new Pages(reports, assets, downloads(limits));
        Frames frames = new Frames(clock);
        return new Routes(
                new Gate(
                        admin,
                        new PushTokens(settings.config().pushers()),
                        localToken,
                        sessions,
                        cookie,
                        throttle,
                        hosts),
                new Errors(pages, frames, clock),
                new Health(() -> ready),
                new SignIn(admin, sessions, cookie, throttle, audit, pages, frames::of),
                new PageHandlers(pages, assets, frames, pageTurns, workspace.retries()),
                new Downloads(pages, workspace.queries(), frames, queryTurns, audit),
                new RetryHandlers(workspace.retries(), pageTurns),
                new SourceHandlers(pages, frames, desk, pageTurns, operationTurns),
                new StoreHandlers(
                        pages,
                        frames,
                        new StoreDesk(workspace.store(), workspace.upkeep(), audit, clock),
                        pageTurns),
                new KustoV1(workspace.queries(), limits, queryTurns, new Running(), clock),
                new Writing(workspace.queries(), pageTurns),
                new PushDoor(pushes),
                new LogsIngestion(pushes),
                new LocalDoor(new Operations(workspace, "command line"), operationTurns));
    }

    private static QueryLimits downloads(Limits limits) {
        long rows = limits.exportRows() == 0 ? Long.MAX_VALUE : limits.exportRows();
        return new QueryLimits(rows, Duration.ofSeconds(limits.exportSeconds()));
    }

    private void configure(JavalinConfig config, Routes routes) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = (long) settings.config().limits().bodyMegabytes() * MEGABYTE;
        config.router.treatMultipleSlashesAsSingleSlash = true;
        connectors.addTo(config.jetty);
        routes.addTo(config.routes);
    }

    private void listen() throws IOException {
        try {
            http.start();
        } catch (JavalinBindException e) {
            Listen listen = settings.config().listen();
            throw new IOException(
                    "cannot listen on "
                            + listen.host()
                            + ":"
                            + listen.port()
                            + ": the port is in use or not ours to take; choose another with --port",
                    e);
        }
        new ServerFile(url(), localToken, ProcessHandle.current().pid()).write(settings.data());
    }

    /** Where it answers, without a slash at the end. */
    public String url() {
        return "http://" + settings.config().listen().host() + ":" + http.port();
    }

    /** Where it answers by HTTPS, when it does. */
    public Optional<String> secureUrl() {
        return connectors.securePort().map(port -> "https://localhost:" + port);
    }

    /** What it works on, for what is loaded before it is ready. */
    public Workspace workspace() {
        return workspace;
    }

    /** Ends within seconds: no new request, no new backup, then the store. */
    @Override
    public void close() {
        ready = false;
        try {
            ServerFile.remove(settings.data());
        } catch (IOException e) {
            // The next command finds that this process is gone.
        }
        http.stop();
        pushes.close();
        scheduler.close();
        watches.close();
        health.close();
        upkeep.close();
        List.of(pageTurns, queryTurns, operationTurns).forEach(Turns::close);
        reportWorkers.shutdownNow();
        workspace.close();
    }
}
