package io.vaultlens.query.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A made-up estate in which some changes break backups: the same seed, the same telemetry.
 *
 * <p>Backups run each night and fail for three reasons: a change that breaks them on a share of the
 * machines that get it, a vault that is away for a night, or nothing that telemetry tells of.
 */
final class Simulation {
    static final int DAY = 1440;

    final Telemetry telemetry;
    final Truth truth = new Truth();
    private final Difficulty difficulty;
    private final Random random;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final Set<Integer> outages = new HashSet<>();
    private final Map<String, Integer> brokenUntil = new HashMap<>();
    private final Map<String, Boolean> lastGood = new HashMap<>();
    private final int vaults;
    private final Churn churn;

    /** A change that breaks backups, and when each machine gets it. */
    record Incident(
            int number, Change change, Map<Integer, Integer> minutes, Set<Integer> breaks) {}

    Simulation(Difficulty difficulty, long seed) {
        this.difficulty = difficulty;
        this.random = new Random(seed);
        this.telemetry = new Telemetry(random, truth);
        this.vaults = 2 + random.nextInt(4);
        makeMachines();
        this.churn = new Churn(difficulty, random, machines);
        for (int i = 0; i < difficulty.outages(); i++) {
            outages.add(
                    (7 + random.nextInt(difficulty.days() - 8)) * vaults + random.nextInt(vaults));
        }
        for (int i = 0; i < difficulty.incidents(); i++) {
            incidents.add(incident(i));
        }
        run();
    }

    private void makeMachines() {
        for (int i = 0; i < difficulty.machines(); i++) {
            // Every tenth machine has the name of the one before it, in another group.
            int named = i % 10 == 9 ? i - 1 : i;
            String name = "srv" + named;
            boolean told =
                    named != i || i % 10 == 8 || random.nextDouble() >= difficulty.withoutId();
            String group = "rg-" + i % 7;
            int vault = random.nextInt(vaults);
            List<String> items = new ArrayList<>();
            String prefix = "westeurope;" + (900 + vault) + ";";
            int count = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
            for (int item = 0; item < count; item++) {
                if (!told && random.nextBoolean()) {
                    items.add(prefix + name + ".corp.contoso.example;filefolder;d" + item);
                } else if (count == 1) {
                    items.add(prefix + "iaasvmcontainerv2;" + group + ";" + name);
                } else {
                    String database = ";sqldatabase;mssqlserver;db" + item;
                    items.add(prefix + "compute;" + group + ";" + name + database);
                }
            }
            double flaky = random.nextInt(12) == 0 ? 8 : 1;
            machines.add(new Machine(i, name, group, vault, items, told, i % 3 != 0, flaky));
        }
    }

    private Incident incident(int number) {
        Map<Integer, Integer> minutes = new HashMap<>();
        Set<Integer> breaks = new HashSet<>();
        int span = difficulty.mostSpread() - difficulty.leastSpread() + 1;
        int spread = difficulty.leastSpread() + random.nextInt(span);
        double penetrance =
                difficulty.leastPenetrance()
                        + random.nextDouble() * (1 - difficulty.leastPenetrance());
        int begin = 8 + random.nextInt(difficulty.days() - 16);
        int over = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(7);
        boolean windows = random.nextInt(3) != 0;
        String kind =
                windows
                        ? List.of(
                                        "Software",
                                        "WindowsServices",
                                        "Files",
                                        "Registry",
                                        "Update",
                                        "Policy")
                                .get(random.nextInt(6))
                        : List.of("Software", "Daemons", "Files", "Policy").get(random.nextInt(4));
        if (difficulty.bursts() > 0 && random.nextDouble() < difficulty.bursts()) {
            over = 1;
            spread = (int) (machines.size() * (0.15 + random.nextDouble() * 0.4));
        }
        boolean policy = kind.equals("Policy");
        Machine chosen = machines.get(random.nextInt(machines.size()));
        int moment = begin * DAY + random.nextInt(DAY);
        List<Machine> pool = new ArrayList<>(machines);
        java.util.Collections.shuffle(pool, random);
        for (Machine machine : pool) {
            if (policy ? machine.policy().equals(chosen.policy()) : machine.windows() == windows) {
                if (!policy && minutes.size() >= spread) {
                    break;
                }
                int at = (begin + random.nextInt(over)) * DAY + random.nextInt(DAY);
                minutes.put(machine.number(), policy ? moment : at);
                if (random.nextDouble() < penetrance) {
                    breaks.add(machine.number());
                }
            }
        }
        Change change = breaking(number, kind, chosen);
        if (policy) {
            telemetry.policyChanges.put(chosen.policy() + "@" + moment, moment);
        }
        return new Incident(number, change, minutes, breaks);
    }

    private Change breaking(int number, String kind, Machine chosen) {
        return switch (kind) {
            case "Software" ->
                    random.nextBoolean()
                            ? new Change(kind, "Backup Agent", "9." + number)
                            : new Change(kind, "product" + number, "2.0");
            case "WindowsServices" ->
                    new Change(
                            kind,
                            "service" + number,
                            random.nextBoolean() ? "Disabled" : "Stopped");
            case "Daemons" -> new Change(kind, "daemon" + number, "Stopped");
            case "Files" ->
                    new Change(
                            kind,
                            "c:\\agent\\settings" + number + ".ini",
                            random.nextBoolean() ? "sum" + number : "");
            case "Registry" -> new Change(kind, "Agent" + number, "0");
            case "Update" -> new Change(kind, "Cumulative Update KB7" + number, "");
            default -> new Change("Policy", chosen.policy(), "");
        };
    }

    private void run() {
        telemetry.inventory(machines, difficulty.days());
        for (Incident incident : incidents) {
            roll(incident);
        }
        for (Machine machine : machines) {
            for (Churn.Event event : churn.of(machine)) {
                telemetry.change(machine, event.change(), event.minute());
            }
            backUp(machine);
        }
        telemetry.policies(vaults, difficulty.days());
    }

    /** The breaking change on its machines, with other changes that come along with it. */
    private void roll(Incident incident) {
        List<Change> companions = new ArrayList<>();
        while (random.nextDouble() < difficulty.companions() && companions.size() < 3) {
            String name = "companion" + incident.number() + "-" + companions.size();
            companions.add(new Change("Software", name, "1.0"));
        }
        for (var entry : incident.minutes().entrySet()) {
            Machine machine = machines.get(entry.getKey());
            if (!incident.change().kind().equals("Policy")) {
                Change change = incident.change();
                if (change.became().isEmpty() && !change.kind().equals("Update")) {
                    change = new Change(change.kind(), change.name(), "own" + random.nextInt());
                }
                telemetry.change(machine, change, entry.getValue());
            }
            for (Change companion : companions) {
                if (random.nextInt(10) < 8) {
                    int later = entry.getValue() + random.nextInt(30);
                    telemetry.change(machine, companion, later);
                }
            }
        }
        for (Change companion : companions) {
            for (int i = random.nextInt(12); i > 0; i--) {
                Machine other = machines.get(random.nextInt(machines.size()));
                if (!incident.minutes().containsKey(other.number())) {
                    int minute = (8 + random.nextInt(difficulty.days() - 9)) * DAY;
                    telemetry.change(other, companion, minute + random.nextInt(DAY));
                }
            }
        }
    }

    private void backUp(Machine machine) {
        int usual = (20 * 60 + random.nextInt(10 * 60)) % DAY;
        boolean wholeMachine = random.nextBoolean();
        for (int day = 0; day < difficulty.days() - 1; day++) {
            boolean cut = random.nextDouble() < difficulty.failureRate() * machine.flaky();
            for (String item : machine.items()) {
                int start = day * DAY + usual + random.nextInt(40);
                boolean unlucky =
                        wholeMachine
                                ? cut
                                : random.nextDouble() < difficulty.failureRate() * machine.flaky();
                run(machine, item, day, start, unlucky);
            }
        }
    }

    private void run(Machine machine, String item, int day, int start, boolean unlucky) {
        int end = start + 5 + random.nextInt(90);
        Incident cause = cause(machine, item, end);
        boolean broken = brokenUntil.getOrDefault(item, -1) > start;
        boolean away = outages.contains(day * vaults + machine.vault()) && random.nextInt(10) < 6;
        boolean failed = broken || cause != null || unlucky || away;
        if (failed && !broken) {
            int more = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
            brokenUntil.put(
                    item, cause == null ? start + more * DAY : start + random.nextInt(5 * DAY));
        }
        String job = telemetry.job(machine, item, start, end, failed);
        if (failed && lastGood.getOrDefault(item, false)) {
            truth.failed(machine, job, broken ? null : cause, near(machine, end));
        }
        lastGood.put(item, !failed);
        if (failed && random.nextInt(3) == 0) {
            boolean again = brokenUntil.getOrDefault(item, -1) > end + 30 || random.nextInt(5) == 0;
            telemetry.job(machine, item, end + 60, end + 90, again);
            lastGood.put(item, !again);
        }
    }

    /** The incident that breaks this run: its change came since the last good run. */
    private Incident cause(Machine machine, String item, int end) {
        for (Incident incident : incidents) {
            Integer minute = incident.minutes().get(machine.number());
            if (minute != null
                    && incident.breaks().contains(machine.number())
                    && minute < end
                    && end - minute < DAY
                    && lastGood.getOrDefault(item, false)
                    && truth.first(item, incident)) {
                return incident;
            }
        }
        return null;
    }

    /** Whether a breaking change came shortly before, though it was not the cause. */
    private boolean near(Machine machine, int end) {
        return incidents.stream()
                .map(incident -> incident.minutes().get(machine.number()))
                .anyMatch(minute -> minute != null && minute < end && end - minute < DAY + 60);
    }

    List<String> records() {
        return telemetry.records;
    }

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
}
