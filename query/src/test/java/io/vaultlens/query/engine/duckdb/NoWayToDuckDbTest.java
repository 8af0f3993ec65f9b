package io.vaultlens.query.engine.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.query.Query;
import io.vaultlens.query.QueryAnswer;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.text.QueryException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a query's text says, DuckDB gets one SELECT over listed tables and functions. */
class NoWayToDuckDbTest {
    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH ':memory:' AS other",
                "COPY AddonAzureBackupJobs TO '/tmp/x.csv'",
                "EXPORT DATABASE '/tmp/x'",
                "INSTALL httpfs",
                "PRAGMA database_list",
                "SELECT 1; DROP TABLE AddonAzureBackupJobs",
                "query('SELECT 1')",
                "query_table('AddonAzureBackupJobs')",
                "duckdb_settings()",
                "read_csv('/etc/passwd')",
                "['/etc/passwd']",
                "information_schema.tables",
                "sqlite_master",
                "AddonAzureBackupJobs_current",
                "positions",
                "store_version",
                "print x = read_text('/etc/passwd')",
                "print x = getenv('HOME')",
                "print x = current_setting('temp_directory')",
                "print x = query('SELECT 1')",
                "AddonAzureBackupJobs | where rowid == 1",
                "AddonAzureBackupJobs | project _key",
                "AddonAzureBackupJobs | extend x = _arrived"
            })
    void aNameThatKqlDoesNotKnowIsAnError(String text) {
        assertThrows(QueryException.class, () -> CASES.engine().answer(Query.kql(text)).close());
    }

    @Test
    void textsOfAllSortsComeBackAsTheyWent() {
        Random random = new Random(3);
        String letters = "a'\"\\`$;-/*(){}[]%_\n\t\0\u00e9\u6771#$1$*";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String literal =
                    text.toString()
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n")
                            .replace("\t", "\\t")
                            .replace("\0", "\\u0000");
            Query query =
                    Query.kql("print s = strcat(\"" + literal + "\", ''), b = \"" + literal + "\"");
            try (QueryAnswer answer = CASES.engine().answer(query)) {
                assertTrue(answer.sql().startsWith("SELECT "), answer.sql());
                assertTrue(answer.rows().next());
                assertEquals(text.toString(), answer.rows().value(0), answer.sql());
                assertEquals(text.toString(), answer.rows().value(1), answer.sql());
            }
        }
    }

    @Test
    void aQueryNestedTooDeeplyIsAnErrorOfItsAuthor() {
        String text = "print x = " + "(".repeat(50_000) + "1" + ")".repeat(50_000);
        assertThrows(QueryException.class, () -> CASES.engine().answer(Query.kql(text)).close());
    }
}
