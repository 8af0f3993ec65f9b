package io.vaultlens.dashboards.page;

import io.vaultlens.dashboards.report.Line;
import java.time.Duration;
import java.time.Instant;

/** Says what is wrong, why we say so and what to do, for one cause of failures. */
final class CauseMaker {
    private static final int LONG_TIME_HOURS = 48;

    private CauseMaker() {}

    static Cause of(Line line, TimeRange range) {
        boolean outage = line.flag("Outage");
        String title = outage ? outageTitle(line) : title(line, range.to());
        return new Cause(
                new Status(Status.Kind.FAILED, "Failed"),
                title,
                outage ? outageEvidence(line) : evidence(line),
                Sentence.of(line.text("Advice")),
                action(line, range));
    }

    private static String outageTitle(Line line) {
        return "Outage in %s: %s failed between %s and %s"
                .formatted(
                        Region.named(line.text("Place")),
                        Wording.counted(line.count("Items"), "backup", "backups"),
                        line.moment("First").map(Wording::minute).orElse("?"),
                        line.moment("Last").map(Wording::clock).orElse("?"));
    }

    private static String outageEvidence(Line line) {
        long items = line.count("Items");
        long open = line.count("OpenItems");
        return "%s on %s of %s · %s recovered since, %s left"
                .formatted(
                        line.text("Code"),
                        Wording.counted(items, "item", "items"),
                        line.count("Vaults") == 1
                                ? line.text("Vault")
                                : Wording.counted(line.count("Vaults"), "vault", "vaults"),
                        Wording.count(items - open),
                        Wording.count(open));
    }

    private static String title(Line line, Instant now) {
        String meaning = Sentence.plain(line.text("Meaning"), line.text("Code"));
        if (line.count("OpenItems") > 1) {
            return "%s: %s without a good backup since"
                    .formatted(meaning, Wording.counted(line.count("OpenItems"), "item", "items"));
        }
        Duration since =
                line.moment("OpenSince").map(f -> Duration.between(f, now)).orElse(Duration.ZERO);
        String duration =
                since.toHours() >= LONG_TIME_HOURS ? ", for " + Wording.length(since) + " now" : "";
        return line.text("Item") + ": " + lowered(meaning) + duration;
    }

    private static String evidence(Line line) {
        var text = new StringBuilder();
        text.append(line.text("Code").isEmpty() ? "no code given" : line.text("Code"));
        text.append(" · ").append(line.text("Vault"));
        text.append(" · ");
        text.append(Wording.counted(line.count("OpenJobs"), "failed job", "failed jobs"));
        line.moment("OpenSince").ifPresent(m -> text.append(" since ").append(Wording.minute(m)));
        long recovered = line.count("Items") - line.count("OpenItems");
        if (recovered > 0) {
            text.append(" · ").append(Wording.counted(recovered, "other item", "other items"));
            text.append(" recovered");
        }
        return text.append(" · ").append(ErrorClassWords.retry(line.text("Class"))).toString();
    }

    private static Link action(Line line, TimeRange range) {
        boolean ours = line.text("Management").equals("Vaultlens");
        if (line.count("OpenItems") == 1) {
            String job = "/jobs/" + Address.segment(line.text("JobUniqueId"));
            return new Link(ours ? "Mend and retry" : "Open the job", job);
        }
        Address jobs =
                range.in(Address.of("/jobs"))
                        .and("status", "Failed")
                        .and("text", line.text("Code"));
        Address those = line.flag("Outage") ? jobs : jobs.and("vault", line.text("Vault"));
        return new Link(Wording.count(line.count("OpenItems")) + " items left", those.toString());
    }

    private static String lowered(String sentence) {
        boolean name = sentence.length() > 1 && Character.isUpperCase(sentence.charAt(1));
        return name || sentence.isEmpty()
                ? sentence
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
