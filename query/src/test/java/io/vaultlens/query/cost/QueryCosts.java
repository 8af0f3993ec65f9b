package io.vaultlens.query.cost;

import io.vaultlens.collector.estate.Estate;
import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.query.result.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Prints what questions cost before any data is read: from text to SQL, and what the engine needs
 * to prepare that SQL. Run it by hand: {@code java io.vaultlens.query.cost.QueryCosts}.
 */
public final class QueryCosts {
    private static final int ROUNDS = 200;
    private static final List<String> QUESTIONS =
            List.of(
                    "AddonAzureBackupJobs | summarize arg_max(TimeGenerated,*) by JobUniqueId"
                            + " | where JobStatus == \"Failed\"",
                    "AddonAzureBackupJobs | summarize arg_max(TimeGenerated,*) by JobUniqueId"
                            + " | where JobStatus == \"Failed\" | count",
                    "AddonAzureBackupJobs | where TimeGenerated between (datetime(2026-03-09) .."
                            + " datetime(2026-03-10)) | summarize arg_max(TimeGenerated,*) by"
                            + " JobUniqueId | summarize count() by JobStatus | order by count_",
                    "let failed = AddonAzureBackupJobs | where JobStatus == \"Failed\";"
                            + " CoreAzureBackup | where OperationName == \"BackupItem\""
                            + " | summarize arg_max(TimeGenerated, *) by BackupItemUniqueId"
                            + " | join kind=leftouter (failed | summarize n = count() by"
                            + " BackupItemUniqueId) on BackupItemUniqueId"
                            + " | project BackupItemFriendlyName, n | top 10 by n",
                    "print 1");

    private QueryCosts() {}

    /** Prints a line for each question: milliseconds at the median, of SQL and of its preparing. */
    public static void main(String[] arguments) throws SQLException {
        try (Estate estate = Estate.open();
                DuckDbEngine database = new DuckDbEngine(estate.store()::reader, 2);
                Connection connection = estate.store().reader()) {
            QueryEngine engine =
                    new QueryEngine(estate.store().catalog(), database, Estate.clock());
            long start = System.nanoTime();
            engine.warmUp();
            System.out.printf("first question %.0f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.println("text to SQL ms | prepare ms | text to last row ms | question");
            for (String question : QUESTIONS) {
                System.out.println(line(engine, connection, question));
            }
        }
    }

    private static String line(QueryEngine engine, Connection connection, String question)
            throws SQLException {
        List<Double> written = new ArrayList<>();
        List<Double> prepared = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            try (QueryAnswer answer = engine.answer(Query.kql(question + " // " + i))) {
                readAll(answer.rows());
                answered.add((System.nanoTime() - start) / 1e6);
                written.add(answer.preparation().toNanos() / 1e6);
                long before = System.nanoTime();
                try (PreparedStatement statement = connection.prepareStatement(answer.sql())) {
                    prepared.add((System.nanoTime() - before) / 1e6);
                }
            }
        }
        return "%14.2f | %10.2f | %19.2f | %s"
                .formatted(median(written), median(prepared), median(answered), question);
    }

    private static void readAll(Rows rows) {
        while (rows.next()) {
            rows.value(0);
        }
    }

    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }
}
