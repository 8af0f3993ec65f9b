package io.vaultlens.server.config;

import static io.vaultlens.server.config.Key.REQUIRED;
import static io.vaultlens.server.config.Key.number;
import static io.vaultlens.server.config.Key.of;

import io.vaultlens.server.config.Key.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key that {@code vaultlens.yaml} may have. */
public final class Keys {
    private static final Limits LIMITS = Limits.STANDARD;
    private static final int PORTS = 65_535;
    private static final int DAY_SECONDS = 86_400;
    private static final long ROWS = 1_000_000_000_000L;

    private static final List<Key> GENERAL =
            List.of(
                    of("", "listen", Kind.SECTION, "", "Where the server answers."),
                    of(
                            "",
                            "sources",
                            Kind.LIST,
                            "none",
                            "Where records come from while it serves."),
                    of("", "protect", Kind.LIST, "none", "What our own engines back up."),
                    of("", "pushers", Kind.LIST, "none", "Programs that may push records only."),
                    of("", "limits", Kind.SECTION, "", "How much anything may cost."),
                    of(
                            "",
                            "retention",
                            Kind.LIST,
                            "none",
                            "How long the rows of a table are kept; other tables keep all of theirs."),
                    of("", "maintenance", Kind.SECTION, "", "When the store is looked after."),
                    of("listen", "host", Kind.TEXT, "127.0.0.1", "The address it is bound to."),
                    number(
                            "listen",
                            "port",
                            8080,
                            0,
                            PORTS,
                            "The port of HTTP; 0 takes a free one."),
                    new Key(
                            "listen",
                            "tlsPort",
                            Kind.NUMBER,
                            "off",
                            0,
                            PORTS,
                            "The port of HTTPS; 0 takes a free one."),
                    of(
                            "listen",
                            "names",
                            Kind.NAMES,
                            "none",
                            "Host names that requests may carry besides localhost and addresses."),
                    of("sources[]", "name", Kind.TEXT, REQUIRED, "What people call the source."),
                    of(
                            "sources[]",
                            "kind",
                            Kind.TEXT,
                            "folder",
                            "What reads it; each kind has keys of its own, listed below."),
                    of("protect[]", "name", Kind.TEXT, REQUIRED, "What people call the item."),
                    of(
                            "protect[]",
                            "engine",
                            Kind.TEXT,
                            "embedded",
                            "The engine that backs it up: `embedded`, or `restic` where it is"
                                    + " installed."),
                    of("protect[]", "vault", Kind.TEXT, "local", "The vault its jobs belong to."),
                    of(
                            "protect[]",
                            "path",
                            Kind.PATH,
                            REQUIRED,
                            "What is backed up; while it is missing, its backups fail."),
                    of(
                            "protect[]",
                            "repository",
                            Kind.PATH,
                            REQUIRED,
                            "Where the backups lie; made when missing."),
                    of(
                            "protect[]",
                            "schedule",
                            Kind.CRON,
                            "only when asked",
                            "When it is backed up."),
                    of(
                            "protect[]",
                            "password",
                            Kind.TEXT,
                            "none",
                            "The repository's password, as `${NAME}` or `file:PATH`; restic needs"
                                    + " one."),
                    of("protect[]", "keep", Kind.SECTION, "", "How long backups are kept."),
                    new Key(
                            "protect[].keep",
                            "days",
                            Kind.NUMBER,
                            "for ever",
                            1,
                            36_500,
                            "Days that a backup is kept."),
                    of("pushers[]", "name", Kind.TEXT, REQUIRED, "What people call the program."),
                    of(
                            "pushers[]",
                            "token",
                            Kind.TEXT,
                            REQUIRED,
                            "Its bearer token, 16 characters at least; `file:PATH` or `${NAME}`."),
                    number(
                            "limits",
                            "queryRows",
                            LIMITS.queryRows(),
                            1,
                            ROWS,
                            "Rows of an answer or a grid."),
                    number(
                            "limits",
                            "querySeconds",
                            LIMITS.querySeconds(),
                            1,
                            DAY_SECONDS,
                            "Seconds that a query may run."),
                    number(
                            "limits",
                            "queryMegabytes",
                            LIMITS.queryMegabytes(),
                            128,
                            1 << 24,
                            "Megabytes of memory that the store and all queries take together."),
                    number(
                            "limits",
                            "queries",
                            LIMITS.queries(),
                            1,
                            1024,
                            "Queries that run at the same time."),
                    number(
                            "limits",
                            "queriesWaiting",
                            LIMITS.queriesWaiting(),
                            0,
                            10_000,
                            "Queries that may wait for their turn; more are refused with status 429."),
                    number(
                            "limits",
                            "exportRows",
                            LIMITS.exportRows(),
                            0,
                            ROWS,
                            "Rows of a download; 0 is unlimited."),
                    number(
                            "limits",
                            "exportSeconds",
                            LIMITS.exportSeconds(),
                            1,
                            DAY_SECONDS,
                            "Seconds that a download may take."),
                    number(
                            "limits",
                            "bodyMegabytes",
                            LIMITS.bodyMegabytes(),
                            1,
                            1024,
                            "Megabytes of a request's body."),
                    number(
                            "limits",
                            "lineMegabytes",
                            LIMITS.lineMegabytes(),
                            1,
                            1024,
                            "Megabytes of one line that is read as a record."),
                    number(
                            "limits",
                            "fileGigabytes",
                            LIMITS.fileGigabytes(),
                            1,
                            1 << 20,
                            "Gigabytes of one file after it is decompressed."),
                    number(
                            "limits",
                            "aheadHours",
                            LIMITS.aheadHours(),
                            1,
                            87_600,
                            "Hours that a record's time may lie ahead of the clock; others are kept"
                                    + " aside."),
                    number(
                            "limits",
                            "pushMegabytes",
                            LIMITS.pushMegabytes(),
                            1,
                            1024,
                            "Megabytes of one push after it is decompressed."),
                    number(
                            "limits",
                            "pushesMegabytes",
                            LIMITS.pushesMegabytes(),
                            1,
                            1 << 20,
                            "Megabytes of all pushes not committed yet; more are refused with status"
                                    + " 429."),
                    number(
                            "limits",
                            "pushSeconds",
                            LIMITS.pushSeconds(),
                            1,
                            DAY_SECONDS,
                            "Seconds that the body of a push may take to come."),
                    number(
                            "limits",
                            "pushKeys",
                            LIMITS.pushKeys(),
                            0,
                            100_000_000,
                            "Idempotency keys of pushes that are known; the oldest go first."),
                    number(
                            "limits",
                            "pushKeyHours",
                            LIMITS.pushKeyHours(),
                            1,
                            8760,
                            "Hours that such a key is known."),
                    number(
                            "limits",
                            "retriesPerIncident",
                            LIMITS.retriesPerIncident(),
                            0,
                            100,
                            "Retries of one incident."),
                    number(
                            "limits",
                            "signInsPerMinute",
                            LIMITS.signInsPerMinute(),
                            1,
                            10_000,
                            "Wrong sign-ins that an address has in a minute."),
                    number(
                            "limits",
                            "sessionHours",
                            LIMITS.sessionHours(),
                            1,
                            8760,
                            "Hours that a sign-in holds."));

    /** All of them, section by section. */
    public static final List<Key> ALL =
            Stream.concat(GENERAL.stream(), maintenance().stream()).toList();

    /** What is said of the store's own life. */
    private static List<Key> maintenance() {
        return List.of(
                of("retention[]", "table", Kind.TEXT, REQUIRED, "The table."),
                new Key(
                        "retention[]",
                        "days",
                        Kind.NUMBER,
                        REQUIRED,
                        1,
                        36_500,
                        "Days since a row arrived after which it goes."),
                of(
                        "maintenance",
                        "schedule",
                        Kind.CRON,
                        Maintenance.STANDARD.schedule(),
                        "When rows past their days go and the store's file is looked at."),
                number(
                        "maintenance",
                        "shrinkPercent",
                        50,
                        1,
                        100,
                        "The free share of the store's file above which the file is written anew;"
                                + " 100: never."));
    }

    private Keys() {}

    static List<Key> in(String section) {
        return ALL.stream().filter(key -> key.section().equals(section)).toList();
    }

    static Set<String> names(String section) {
        return in(section).stream()
                .map(Key::name)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    static Key find(String section, String name) {
        return ALL.stream()
                .filter(key -> key.section().equals(section) && key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
