package io.vaultlens.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Caller;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kusto's clients get. */
class KustoV1Test {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;
    private static App app;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        app = App.start(AppSettings.in(folder));
        caller = new Caller(app.url());
    }

    @AfterAll
    static void stop() {
        caller.close();
        app.close();
    }

    private static JsonNode tables(String query) throws Exception {
        HttpResponse<String> answer = caller.kusto(query);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body()).path("Tables");
    }

    @Test
    void everyTypeHasItsFormOnTheWire() throws Exception {
        JsonNode table =
                tables(
                                "print l = 9007199254740993, r = real(nan), b = true,"
                                        + " t = datetime(2026-01-02 03:04:05.1234567),"
                                        + " s = 1d + 2h, d = dynamic({\"a\": [1]}), n = long(null)")
                        .path(0);
        assertEquals(
                "[[9007199254740993,\"NaN\",true,\"2026-01-02T03:04:05.1234567Z\","
                        + "\"1.02:00:00\",{\"a\":[1]},null]]",
                table.path("Rows").toString());
        assertEquals(
                "{\"ColumnName\":\"l\",\"DataType\":\"Int64\",\"ColumnType\":\"long\"}",
                table.path("Columns").path(0).toString());
    }

    @Test
    void clientsOfSqlSayItByACommentOrAnOption() throws Exception {
        String sql = "SELECT COUNT(*) AS n FROM AddonAzureBackupJobs WHERE 1 = 2";
        assertEquals("[[0]]", tables("--\n" + sql).path(0).path("Rows").toString());
        String body =
                JSON.writeValueAsString(
                        java.util.Map.of(
                                "db",
                                "vaultlens",
                                "csl",
                                sql,
                                "properties",
                                "{\"Options\":{\"query_language\":\"sql\"}}"));
        HttpResponse<String> answer =
                caller.post("/v1/rest/query", body, "Authorization", "Bearer test-token");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(
                "[[0]]",
                JSON.readTree(answer.body()).path("Tables").path(0).path("Rows").toString());
    }

    @Test
    void sqlThatWouldChangeAnythingIsRefused() throws Exception {
        HttpResponse<String> answer = caller.kusto("--\nDROP TABLE AddonAzureBackupJobs");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("'DROP' is refused"), answer.body());
    }

    @Test
    void aCommandThatWouldChangeAnythingIsForbidden() throws Exception {
        HttpResponse<String> answer =
                caller.post(
                        "/v1/rest/mgmt",
                        "{\"db\":\"\",\"csl\":\".drop table T\"}",
                        "Authorization",
                        "Bearer test-token");
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("'.drop' is refused"), answer.body());
    }

    @Test
    void theCommandsThatToolsBeginWithAreAnswered() throws Exception {
        for (String command :
                java.util.List.of(
                        ".show databases schema",
                        ".show databases | project DatabaseName, PrettyName",
                        ".show databases | top 1 by DatabaseName | project DatabaseName",
                        ".show database [vaultlens] schema",
                        ".show databases schema as json",
                        ".show tables | count",
                        ".show functions",
                        ".show version")) {
            assertEquals(200, caller.kusto(command).statusCode(), command);
        }
    }

    @Test
    void everyFaultOfAQueryIsTold() throws Exception {
        HttpResponse<String> answer =
                caller.kusto("AddonAzureBackupJobs\n| where Aaa == 1\n| where Bbb == 2");
        JsonNode details = JSON.readTree(answer.body()).path("error").path("details");
        assertEquals(2, details.size(), answer.body());
        assertEquals(3, details.path(1).path("line").asInt());
    }

    @Test
    void theLastTableSaysWhatTheOthersAre() throws Exception {
        JsonNode tables = tables("print 1");
        assertEquals(4, tables.size());
        assertEquals("QueryResult", tables.path(3).path("Rows").path(0).path(1).asText());
        assertEquals("QueryStatus", tables.path(3).path("Rows").path(2).path(1).asText());
    }

    @Test
    void renderBecomesTheVisualization() throws Exception {
        String properties =
                tables("range x from 1 to 3 step 1 | render columnchart with (title='Three')")
                        .path(1)
                        .path("Rows")
                        .path(0)
                        .path(0)
                        .asText();
        assertEquals("columnchart", JSON.readTree(properties).path("Visualization").asText());
        assertEquals("Three", JSON.readTree(properties).path("Title").asText());
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndKind() throws Exception {
        HttpResponse<String> answer = caller.kusto("AddonAzureBackupJobs\n| where JobState == 'x'");
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertEquals(400, answer.statusCode());
        assertEquals("SEM0100", error.path("innererror").path("code").asText());
        assertTrue(error.path("@permanent").asBoolean());
        assertTrue(error.path("@message").asText().contains("2:9: unknown column 'JobState'"));
    }

    @Test
    void propertiesMayBeTextAndBindParameters() throws Exception {
        String body =
                """
                {"db":"NetDefaultDB","csl":"declare query_parameters(s:string); print s",
                 "properties":"{\\"Options\\":{\\"servertimeout\\":\\"00:01:00\\"},\
                \\"Parameters\\":{\\"s\\":\\"it's\\"}}"}\
                """;
        HttpResponse<String> answer =
                caller.post("/v1/rest/query", body, "Authorization", "Bearer test-token");
        JsonNode rows = JSON.readTree(answer.body()).path("Tables").path(0).path("Rows");
        assertEquals("[[\"it's\"]]", rows.toString(), answer.body());
    }

    @Test
    void aClientMayWantFewerRows() throws Exception {
        String body =
                "{\"csl\":\"range x from 1 to 9 step 1\","
                        + "\"properties\":{\"Options\":{\"truncationmaxrecords\":3}}}";
        HttpResponse<String> answer =
                caller.post("/v1/rest/query", body, "Authorization", "Bearer test-token");
        assertTrue(answer.body().contains("more rows than its limit of 3"), answer.body());
    }

    @Test
    void aQueryMayStandInTheAddress() throws Exception {
        String query = URLEncoder.encode("print 1", StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                caller.get(
                        "/v1/rest/query?db=vaultlens&csl=" + query,
                        "Authorization",
                        "Bearer test-token",
                        "x-ms-client-request-id",
                        "tests;1");
        assertEquals(200, answer.statusCode());
        assertEquals("tests;1", answer.headers().firstValue("x-ms-client-request-id").orElse(""));
    }

    @Test
    void whatIsNoRequestIsToldSo() throws Exception {
        for (String body : new String[] {"", "{}", "[1]", "{\"csl\":5}", "nonsense"}) {
            HttpResponse<String> answer =
                    caller.post("/v1/rest/query", body, "Authorization", "Bearer test-token");
            assertEquals(400, answer.statusCode(), body);
        }
    }

    @Test
    void anotherDatabaseIsNotHere() throws Exception {
        HttpResponse<String> answer =
                caller.post(
                        "/v1/rest/query",
                        "{\"db\":\"Samples\",\"csl\":\"print 1\"}",
                        "Authorization",
                        "Bearer test-token");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("there is no database 'Samples'"), answer.body());
    }
}
