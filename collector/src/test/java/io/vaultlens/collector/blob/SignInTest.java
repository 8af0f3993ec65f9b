package io.vaultlens.collector.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.azure.core.util.BinaryData;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceException;
import io.vaultlens.collector.source.SourceValues;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage account that is signed in to with an application's secret, or as the machine. */
class SignInTest {
    private static final String TENANT = "677cfcf5-77e0-5430-ada8-517205915f05";
    private static final String STORAGE = "https%3A%2F%2Fstorage.azure.com%2F";

    @TempDir Path work;

    private static SourceValues values(SignedInAccount account, Map<String, String> more) {
        Map<String, String> given = new HashMap<>();
        given.put("url", account.address() + "/contoso");
        given.put("authority", account.address());
        given.put("identity", account.address() + "/metadata/identity/oauth2/token");
        given.putAll(more);
        return SourceValues.of("account", BlobSource.KIND, given);
    }

    private static List<String> jobs(House house) {
        return house.rows("SELECT \"JobUniqueId\" FROM \"AddonAzureBackupJobs\" ORDER BY 1");
    }

    @Test
    void aTokenForStorageOpensTheAccount() throws Exception {
        try (Azurite azurite = new Azurite(work);
                SignedInAccount account = new SignedInAccount(azurite)) {
            var container = azurite.client().getBlobContainerClient("insights-logs-jobs");
            container.create();
            String job = House.job("a", "2026-02-01T00:00:00Z", "Completed") + "\n";
            container.getBlobClient("PT1H.json").upload(BinaryData.fromString(job));

            asApplication(account);
            asMachine(account);
        }
    }

    private static void asApplication(SignedInAccount account) throws Exception {
        Map<String, String> secret =
                Map.of("tenant", TENANT, "clientId", "client", "secret", "hush");
        SourceValues values = values(account, secret);
        assertEquals(List.of(), BlobAccount.mistakes(values));
        try (House house = new House();
                Source source = BlobSource.KIND.source(values, house.ingest.context())) {
            house.ingest.read(source, Pass.PLAIN);
            assertEquals(List.of("a"), jobs(house));
            assertEquals(1, account.given().size());
            String asked = account.given().getFirst();
            assertTrue(asked.startsWith("/" + TENANT + "/oauth2/v2.0/token "), asked);
            assertTrue(asked.contains("scope=" + STORAGE + ".default"), asked);
            assertTrue(asked.contains("client_secret=hush"), asked);

            account.refuseAll();
            String refused =
                    assertThrows(SourceException.class, () -> house.ingest.read(source, Pass.PLAIN))
                            .getMessage();
            assertTrue(refused.contains("status 401"), refused);
            assertEquals(List.of(), house.ingest.read(source, Pass.PLAIN).failures());
        }
    }

    private static void asMachine(SignedInAccount account) throws Exception {
        account.given().clear();
        SourceValues values = values(account, Map.of("clientId", "the second identity"));
        assertEquals(List.of(), BlobAccount.mistakes(values));
        try (House house = new House();
                Source source = BlobSource.KIND.source(values, house.ingest.context())) {
            house.ingest.read(source, Pass.PLAIN);
            assertEquals(List.of("a"), jobs(house));
            String path =
                    "/metadata/identity/oauth2/token?api-version=2018-02-01"
                            + "&client_id=the%20second%20identity&resource=";
            assertEquals(List.of(path + STORAGE + " Metadata: true"), account.given());
        }
    }

    @Test
    void whoGivesNoTokenIsSaidInOneLine() throws Exception {
        try (House house = new House()) {
            SourceValues values =
                    SourceValues.of(
                            "account",
                            BlobSource.KIND,
                            Map.of(
                                    "url",
                                    "http://127.0.0.1:1/contoso",
                                    "identity",
                                    "http://127.0.0.1:1/token"));
            try (Source source = BlobSource.KIND.source(values, house.ingest.context())) {
                String message =
                        assertThrows(
                                        SourceException.class,
                                        () -> house.ingest.read(source, Pass.PLAIN))
                                .getMessage();
                assertEquals("no token was given by 127.0.0.1: no connection", message);
            }
        }
    }

    @Test
    void aTokenGoesNowhereInTheClearAndTwoWaysToSignInAreAMistake() {
        assertEquals(
                List.of("a token is sent to an address that begins with https:// only"),
                mistakes(Map.of("url", "http://contoso.example")));
        assertEquals(
                List.of(
                        "a source of kind 'blob' has one of 'connectionString', 'sas', 'accountKey'"
                                + " and 'secret'; with 'url' alone the managed identity signs in"),
                mistakes(Map.of("url", "https://contoso.example", "sas", "s", "accountKey", "k")));
        assertEquals(
                List.of("'secret' needs 'tenant' and 'clientId'"),
                mistakes(Map.of("url", "https://contoso.example", "secret", "s")));
        assertEquals(List.of(), mistakes(Map.of("url", "https://contoso.example")));
    }

    private static List<String> mistakes(Map<String, String> given) {
        return BlobAccount.mistakes(SourceValues.of("account", BlobSource.KIND, given));
    }
}
