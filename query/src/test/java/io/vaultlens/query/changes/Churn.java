package io.vaultlens.query.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The changes of an ordinary estate, which break nothing. */
final class Churn {
    private final Difficulty difficulty;
    private final Random random;
    private final List<Rollout> rollouts = new ArrayList<>();

    /** A change on a machine at a minute. */
    record Event(Change change, int minute) {}

    private record Rollout(Change change, int begin, int days, double share, boolean windows) {}

    Churn(Difficulty difficulty, Random random, List<Machine> machines) {
        this.difficulty = difficulty;
        this.random = random;
        for (int day = 12; day < difficulty.days(); day += 28) {
            for (int i = 0; i < 3; i++) {
                Change update = new Change("Update", "Monthly rollup KB" + day + i, "");
                rollouts.add(new Rollout(update, day, random.nextInt(3) == 0 ? 3 : 1, 1, true));
            }
        }
        for (int i = 0; i < difficulty.days() / 3; i++) {
            boolean agent = random.nextInt(3) == 0;
            Change change =
                    agent
                            ? new Change("Software", "Backup Agent", "8." + i)
                            : new Change("Software", "tool" + random.nextInt(8), "5." + i);
            int days = 1 + random.nextInt(9);
            double share = 0.05 + random.nextDouble() * 0.95;
            int begin = random.nextInt(difficulty.days() - days);
            rollouts.add(new Rollout(change, begin, days, share, random.nextInt(3) != 0));
        }
    }

    List<Event> of(Machine machine) {
        List<Event> events = new ArrayList<>();
        for (Rollout rollout : rollouts) {
            if (rollout.windows() == machine.windows() && random.nextDouble() < rollout.share()) {
                int day = rollout.begin() + random.nextInt(rollout.days());
                events.add(new Event(rollout.change(), minute(day)));
            }
        }
        for (int day = 0; day < difficulty.days(); day++) {
            if (machine.windows()) {
                Change definition = new Change("Update", "Definition update 1." + day, "");
                events.add(new Event(definition, minute(day)));
            }
            double left = difficulty.churn() * 2 * random.nextDouble();
            while (random.nextDouble() < left--) {
                events.add(new Event(any(machine), minute(day)));
            }
        }
        return events;
    }

    private int minute(int day) {
        if (difficulty.together() > 0 && random.nextDouble() < difficulty.together()) {
            int night = day / 7 * 7 + 2;
            return Math.min(night, difficulty.days() - 1) * Simulation.DAY + random.nextInt(180);
        }
        return day * Simulation.DAY + random.nextInt(Simulation.DAY);
    }

    private Change any(Machine machine) {
        boolean windows = machine.windows();
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                    new Change(
                            windows ? "WindowsServices" : "Daemons",
                            "unit" + random.nextInt(random.nextInt(20) + 1),
                            random.nextBoolean() ? "Running" : "Stopped");
            case 2, 3 ->
                    new Change("Files", "/etc/file" + random.nextInt(6), "sum" + random.nextInt());
            case 4 -> new Change("Files", "/var/own" + machine.number(), "sum" + random.nextInt());
            case 5 ->
                    windows
                            ? new Change(
                                    "Registry", "Key" + random.nextInt(25), "" + random.nextInt(3))
                            : new Change("Files", "/etc/hosts", "h" + random.nextInt(4));
            case 6 ->
                    new Change("Software", "rare" + random.nextInt(150), "1." + random.nextInt(3));
            default ->
                    new Change("Software", "tool" + random.nextInt(8), "6." + random.nextInt(40));
        };
    }
}
