package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Answer;
import io.vaultlens.dashboards.report.Line;
import io.vaultlens.dashboards.report.Reports;
import io.vaultlens.query.plan.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks for one job with its life, its cause and its retries, and puts it in words. */
final class JobMaker {
    private static final Duration ONE_DAY = Duration.ofHours(24);

    private final Reports reports;
    private final Assets assets;

    JobMaker(Reports reports, Assets assets) {
        this.reports = reports;
        this.assets = assets;
    }

    Optional<JobPage> page(PageFrame frame, String jobId, RetryOffer offer) {
        Access access = frame.access();
        CompletableFuture<Answer> retries = reports.ask("retries", Map.of("job", jobId), access);
        List<Line> states = reports.now("job", Map.of("job", jobId), access).lines();
        if (states.isEmpty()) {
            return Optional.empty();
        }
        Line last = states.getLast();
        String item = last.text("ItemId");
        Optional<Instant> lastGood =
                item.isEmpty()
                        ? Optional.empty()
                        : reports.now("last-good", Map.of("item", item), access).lines().stream()
                                .findFirst()
                                .flatMap(line -> line.moment("LastGood"));
        return Optional.of(page(frame, jobId, offer, states, lastGood, retries.join()));
    }

    /** The retries of a job alone. */
    RetriesPart retries(PageFrame frame, String jobId) {
        return RetryMaker.part(jobId, reports.now("retries", Map.of("job", jobId), frame.access()));
    }

    private JobPage page(
            PageFrame frame,
            String jobId,
            RetryOffer offer,
            List<Line> states,
            Optional<Instant> lastGood,
            Answer retries) {
        Line last = states.getLast();
        Status status = Status.ofJob(last.text("Status"));
        String item = last.text("Item").isEmpty() ? "the vault" : last.text("Item");
        String heading = operation(last) + " of " + item;
        boolean failed = status.kind() == Status.Kind.FAILED;
        return new JobPage(
                new Layout(frame, assets, heading, "Jobs", List.of()),
                jobId,
                heading,
                status,
                trouble(last, status),
                last.text("Code"),
                ErrorClassWords.judgement(last.text("Class")),
                failed ? Sentence.of(last.text("Advice")) : "",
                life(jobId, states, retries),
                facts(frame, jobId, last, lastGood, failed),
                offer,
                item,
                RetryMaker.part(jobId, retries),
                origin(jobId, last, retries),
                ConsoleAddress.of(reports.report("job"), Map.of("job", jobId)));
    }

    private static String operation(Line line) {
        boolean log = line.text("Kind").toLowerCase(java.util.Locale.ROOT).contains("log");
        return log && line.text("Operation").equals("Backup")
                ? "Log backup"
                : Sentence.words(line.text("Operation"));
    }

    private static String trouble(Line last, Status status) {
        return switch (status.kind()) {
            case SUCCEEDED -> "The job ended well";
            case WARNING -> "The job ended with warnings";
            case RUNNING -> "The job is running";
            case UNKNOWN -> "The job ended as " + status.word();
            case FAILED -> {
                String message = last.text("Message");
                String meaning = last.text("Meaning");
                yield !meaning.isEmpty() || message.isEmpty()
                        ? Sentence.plain(meaning, last.text("Code"))
                        : message;
            }
        };
    }

    private static List<JobState> life(String jobId, List<Line> states, Answer retries) {
        List<JobState> life = new ArrayList<>();
        for (Line state : states) {
            Status status = Status.ofJob(state.text("Status"));
            Optional<Instant> moment = state.moment("TimeGenerated");
            life.add(
                    new JobState(
                            status, moment.map(Wording::second).orElse(""), detail(state, status)));
        }
        for (RetryLine retry : RetryMaker.lines(retries, jobId)) {
            life.add(
                    new JobState(
                            new Status(retry.status().kind(), "Retry " + retry.number()),
                            retry.started(),
                            retry.detail()));
        }
        return life;
    }

    private static String detail(Line state, Status status) {
        if (!status.ended()) {
            return switch (state.text("Trigger")) {
                case "AdHoc" -> "started on demand";
                case "Scheduled" -> "started by its schedule";
                default -> "";
            };
        }
        var text = new ArrayList<String>();
        double seconds = state.number("DurationSeconds");
        if (!Double.isNaN(seconds)) {
            text.add("after " + Wording.length(Duration.ofSeconds(Math.round(seconds))));
        }
        double moved = state.number("MovedMB");
        if (!Double.isNaN(moved)) {
            text.add(Wording.number(moved, 1) + " MB moved");
        }
        if (!state.text("Message").isEmpty()) {
            text.add(state.text("Message"));
        }
        return String.join(" · ", text);
    }

    private static List<Fact> facts(
            PageFrame frame, String jobId, Line last, Optional<Instant> lastGood, boolean failed) {
        List<Fact> facts = new ArrayList<>();
        String item = last.text("Item");
        if (!item.isEmpty()) {
            facts.add(Fact.leading("Item", item, jobs("text", item)));
        }
        String vault = last.text("Vault");
        facts.add(Fact.leading("Vault", vault, jobs("vault", vault)));
        add(facts, "Region", Region.named(last.text("Region")));
        add(facts, "Engine", last.text("Management"));
        add(facts, "Path", last.text("Path"));
        add(facts, "Kind", last.text("Kind"));
        last.moment("Started").ifPresent(m -> add(facts, "Started", Wording.whole(m) + " UTC"));
        if (!last.text("ItemId").isEmpty()) {
            facts.add(lastGood(frame.now(), lastGood, failed));
        }
        facts.add(Fact.id("Job", jobId));
        if (!last.text("ItemId").isEmpty()) {
            facts.add(Fact.id("Item id", last.text("ItemId")));
        }
        if (!last.text("ResourceId").isEmpty()) {
            facts.add(Fact.id("Vault id", last.text("ResourceId")));
        }
        return facts;
    }

    private static Fact lastGood(Instant now, Optional<Instant> lastGood, boolean failed) {
        if (lastGood.isEmpty()) {
            return new Fact("Last good backup", "none on record", "", "", failed ? "bad" : "");
        }
        Duration age = Duration.between(lastGood.get(), now);
        String text = Wording.minute(lastGood.get()) + " · " + Wording.length(age) + " ago";
        return new Fact("Last good backup", text, "", "", age.compareTo(ONE_DAY) > 0 ? "bad" : "");
    }

    private static void add(List<Fact> facts, String name, String text) {
        if (!text.isEmpty()) {
            facts.add(Fact.of(name, text));
        }
    }

    private static String jobs(String name, String value) {
        return Address.of("/jobs").and("range", "30d").and(name, value).toString();
    }

    /** The failed job that this one retries, by the record of retries or by its own words. */
    private static String origin(String jobId, Line last, Answer retries) {
        return retries.lines().stream()
                .filter(line -> line.text("NewJobUniqueId").equals(jobId))
                .map(line -> line.text("OriginalJobUniqueId"))
                .findFirst()
                .or(() -> Optional.of(last.text("RetryOf")).filter(t -> !t.isEmpty()))
                .map(id -> "/jobs/" + Address.segment(id))
                .orElse("");
    }
}
