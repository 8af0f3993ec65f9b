package io.vaultlens.server.operation;

import io.vaultlens.collector.backup.BackupSummary;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.upkeep.MaintenanceLog;
import io.vaultlens.dashboards.export.Format;
import io.vaultlens.query.Explanation;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Underline;
import io.vaultlens.server.config.Limits;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.engine.BackupOutcome;
import io.vaultlens.server.protect.JobRun;
import io.vaultlens.server.protect.ProtectionException;
import io.vaultlens.server.protect.Trigger;
import io.vaultlens.server.retry.RetryRefused;
import io.vaultlens.server.retry.RetryRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what commands ask of a data folder and tells the exit code. */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final Workspace workspace;
    private final String requester;

    /** Works on this folder for this person. */
    public Operations(Workspace workspace, String requester) {
        this.workspace = workspace;
        this.requester = requester;
    }

    /** Does it; a failure becomes lines on standard error. */
    public int run(Operation operation, Output out) throws IOException {
        try {
            return switch (operation) {
                case Operation.TakeIn ingest -> ingest(ingest, out);
                case Operation.Ask ask -> ask(ask, out);
                case Operation.Protect protect -> protect(protect.item(), out);
                case Operation.Retry retry -> retry(retry.job(), out);
                case Operation.Replay() -> told(workspace.ingest().replay(), out);
                case Operation.BackUp(String file) -> backUp(Path.of(file), out);
                case Operation.Shrink() -> {
                    out.line("shrunk: " + workspace.upkeep().shrink());
                    yield DONE;
                }
            };
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw e;
        } catch (QueryException e) {
            return refused(operation, e, out);
        } catch (ProtectionException | RetryRefused e) {
            return refused(e, out);
        } catch (Exception e) {
            LOG.warn("{} failed", operation, e);
            return refused(e, out);
        }
    }

    /** Each mistake with the words that it is about. */
    private static int refused(Operation operation, QueryException reason, Output out)
            throws IOException {
        String text = operation instanceof Operation.Ask ask ? ask.text() : "";
        for (QueryException.Fault fault : reason.faults()) {
            out.error(fault.toString());
            for (String line : text.isEmpty() ? List.<String>of() : Underline.of(text, fault)) {
                out.hint(line);
            }
        }
        return FAILED;
    }

    private static int refused(Exception reason, Output out) throws IOException {
        for (String line : Failure.lines(reason)) {
            out.error(line);
        }
        return FAILED;
    }

    private int ingest(Operation.TakeIn ingest, Output out) throws IOException {
        Progress progress = (done, total, records) -> follow(out, "reading", done, total);
        return told(
                workspace.ingest().paths(ingest.paths().stream().map(Path::of).toList(), progress),
                out);
    }

    private static int told(IngestRun run, Output out) throws IOException {
        String line = "read %d, written %d, repeated %d, kept aside %d";
        out.line(line.formatted(run.read(), run.written(), run.repeated(), run.keptAside()));
        for (String failure : run.failures()) {
            out.error(failure);
        }
        return run.failures().isEmpty() ? DONE : FAILED;
    }

    private int backUp(Path file, Output out) throws IOException {
        MaintenanceLog.Entry entry = workspace.upkeep().log().begin("backup");
        BackupSummary summary =
                workspace
                        .backup()
                        .write(file, (done, total) -> follow(out, "backing up", done, total));
        entry.completed(summary.rows(), file.toString());
        out.line(
                "backed up %d rows of %d tables, %d MB, as of %s"
                        .formatted(
                                summary.rows(),
                                summary.tables(),
                                summary.bytes() >> 20,
                                summary.taken()));
        return DONE;
    }

    private int ask(Operation.Ask ask, Output out) throws IOException {
        Limits limits = workspace.config().limits();
        long rows = limits.exportRows() == 0 ? Long.MAX_VALUE : limits.exportRows();
        Query query =
                new Query(
                        ask.text(),
                        Language.valueOf(ask.language().toUpperCase(Locale.ROOT)),
                        Map.of(),
                        Access.ALL,
                        new QueryLimits(rows, Duration.ofSeconds(limits.exportSeconds())),
                        Optional.of(ask.now()).filter(now -> !now.isEmpty()).map(Instant::parse));
        if (ask.explain()) {
            explain(workspace.queries().explain(query), out);
            return DONE;
        }
        try (QueryAnswer answer = workspace.queries().answer(query)) {
            Optional<Format> format = Format.ofExtension(ask.format());
            if (format.isPresent()) {
                format.get().exporter().write(answer.rows(), out.results());
            } else {
                TextTable.write(answer.rows(), out.results());
            }
            out.results().flush();
        }
        return DONE;
    }

    private static void explain(Explanation explanation, Output out) throws IOException {
        out.line("-- tokens\n" + String.join("\n", explanation.tokens()));
        out.line("-- syntax tree\n" + explanation.ast());
        out.line("-- plan as bound\n" + explanation.bound().stripTrailing());
        out.line("-- plan as run\n" + explanation.plan().stripTrailing());
        out.line("-- sql\n" + explanation.sql());
    }

    private int protect(String name, Output out) throws IOException, InterruptedException {
        Optional<ProtectedItem> item = workspace.protection().item(name);
        if (item.isEmpty()) {
            out.error("there is no item '" + name + "' under protect; " + knownItems());
            return FAILED;
        }
        JobRun job = workspace.protection().start(item.get(), Trigger.person(requester));
        out.line("job " + job.job() + " started");
        return told(job.follow(progress -> follow(out, progress.step(), progress.bytes(), 0)), out);
    }

    private String knownItems() {
        String names =
                workspace.protection().items().stream()
                        .map(ProtectedItem::name)
                        .collect(Collectors.joining(", "));
        return names.isEmpty() ? "the configuration declares none" : "declared are " + names;
    }

    private int retry(String job, Output out)
            throws IOException, InterruptedException, RetryRefused {
        RetryRun run = workspace.retries().retry(job, requester, "");
        out.line(
                "attempt %d of %d: job %s started"
                        .formatted(run.attempt(), run.attemptsAllowed(), run.job().job()));
        return told(run.follow(progress -> follow(out, progress.step(), progress.bytes(), 0)), out);
    }

    private static int told(BackupOutcome outcome, Output out) throws IOException {
        out.line(outcome.status().word() + ": " + outcome.message());
        if (outcome.status().succeeded()) {
            return DONE;
        }
        out.error("the backup ended as " + outcome.status().word() + ", " + outcome.code().code());
        return FAILED;
    }

    private static void follow(Output out, String step, long bytes, long total) {
        try {
            out.progress(step, bytes, total);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
