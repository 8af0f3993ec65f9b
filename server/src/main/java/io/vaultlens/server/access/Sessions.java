package io.vaultlens.server.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sign-ins that still hold, kept in memory alone: a restart ends them. For all threads. */
public final class Sessions {
    private static final int MOST = 10_000;

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration life;

    private record Session(Caller caller, Instant ends) {}

    /** Sessions that hold this long. */
    public Sessions(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** Begins a session and gives its id, which only the browser keeps. */
    public String begin(Caller caller) {
        Instant now = clock.instant();
        byId.values().removeIf(session -> !now.isBefore(session.ends()));
        if (byId.size() >= MOST) {
            byId.clear();
        }
        String id = Secrets.random();
        byId.put(id, new Session(caller, now.plus(life)));
        return id;
    }

    /** Who holds this session, while it lasts. */
    public Optional<Caller> find(String id) {
        return Optional.ofNullable(byId.get(id))
                .filter(session -> clock.instant().isBefore(session.ends()))
                .map(Session::caller);
    }

    /** Ends a session. */
    public void end(String id) {
        byId.remove(id);
    }

    /** How long a session holds. */
    public Duration life() {
        return life;
    }
}
