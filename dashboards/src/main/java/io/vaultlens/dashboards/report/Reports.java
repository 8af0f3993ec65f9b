package io.vaultlens.dashboards.report;

import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryLimits;
import io.vaultlens.query.plan.Access;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reports that come with the product, and the way to ask them. May be used by all threads. */
public final class Reports {
    /** Every report file; a test sees that none is missing here. */
    public static final List<String> NAMES =
            List.of(
                    "asides",
                    "causes",
                    "changes",
                    "changes-before-failure",
                    "coverage",
                    "days",
                    "extent",
                    "facets",
                    "job",
                    "jobs",
                    "last-good",
                    "maintenance",
                    "retries",
                    "storage",
                    "totals",
                    "vaults");

    /** The questions that the console offers to start from, in order. */
    public static final List<String> EXAMPLES =
            List.of(
                    "failed-jobs",
                    "failures-by-code",
                    "jobs-by-day",
                    "changes-to-blame",
                    "slow-jobs",
                    "storage-growth",
                    "kept-aside");

    private final List<Report> examples;
    private final Map<String, Report> byName;
    private final Function<Query, QueryAnswer> engine;
    private final Executor workers;

    /**
     * Reports asked of this engine.
     *
     * @param engine answers a query
     * @param workers where questions that do not wait for each other run
     */
    public Reports(Function<Query, QueryAnswer> engine, Executor workers) {
        this.engine = engine;
        this.workers = workers;
        this.byName = NAMES.stream().collect(Collectors.toUnmodifiableMap(n -> n, Report::load));
        this.examples = EXAMPLES.stream().map(n -> Report.load("examples/" + n)).toList();
    }

    /** Questions to start from. */
    public List<Report> examples() {
        return examples;
    }

    /** The report of this name, which must be one of {@link #NAMES}. */
    public Report report(String name) {
        return byName.get(name);
    }

    /** Asks a report beside others. */
    public CompletableFuture<Answer> ask(
            String name, Map<String, Object> parameters, Access access) {
        return CompletableFuture.supplyAsync(() -> now(name, parameters, access), workers);
    }

    /** Asks a report and waits for it. */
    public Answer now(String name, Map<String, Object> parameters, Access access) {
        return now(query(report(name).text(), parameters, access));
    }

    /** Asks any question and waits for its rows. */
    public Answer now(Query query) {
        return Answer.of(() -> engine.apply(query));
    }

    /** Asks any question beside others. */
    public CompletableFuture<Answer> ask(Query query) {
        return CompletableFuture.supplyAsync(() -> now(query), workers);
    }

    /** Opens the answer to a question, which the caller closes. */
    public QueryAnswer open(Query query) {
        return engine.apply(query);
    }

    /** A KQL question of a page, within what a screen may cost. */
    public static Query query(String text, Map<String, Object> parameters, Access access) {
        return query(text, parameters, access, QueryLimits.STANDARD);
    }

    /** A KQL question within these limits; moments among its parameters become KQL literals. */
    public static Query query(
            String text, Map<String, Object> parameters, Access access, QueryLimits limits) {
        Map<String, Object> literals = new HashMap<>();
        parameters.forEach((name, value) -> literals.put(name, literal(value)));
        return new Query(text, Language.KQL, literals, access, limits);
    }

    /** A question in another language than KQL within these limits. */
    public static Query query(String text, Language language, Access access, QueryLimits limits) {
        return new Query(text, language, Map.of(), access, limits);
    }

    private static Object literal(Object value) {
        return value instanceof Instant moment ? "datetime(" + moment + ")" : value;
    }
}
