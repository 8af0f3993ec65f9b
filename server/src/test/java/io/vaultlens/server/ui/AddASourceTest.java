package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.vaultlens.server.AppSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddASourceTest {
    private static final int LOOK_MILLIS = 30_000;
    private static final String JOB =
            """
            {"time":"2026-03-01T08:00:00Z","category":"AddonAzureBackupJobs","operationName":"Job",\
            "properties":{"JobUniqueId":"job-1","JobStatus":"Failed"}}
            """;

    @TempDir Path data;
    @TempDir Path archive;

    @Test
    void aPersonAddsAFolderTestsItStopsItAndRemovesIt() throws Exception {
        Files.writeString(archive.resolve("jobs.jsonl"), JOB + "nonsense\n");
        try (Scene scene = Scene.with(AppSettings.in(data))) {
            Page page = scene.signedIn();
            page.getByRole(AriaRole.LINK, named("Settings")).click();
            page.getByText("Add a source").click();
            page.getByRole(AriaRole.LINK, named("folder")).click();

            page.getByLabel("name", exactly()).fill("archive");
            page.getByLabel("path", exactly()).fill(archive.toString());
            page.getByRole(AriaRole.BUTTON, named("Test")).click();
            assertThat(page.getByText("1 for AddonAzureBackupJobs")).isVisible(patiently());
            assertFalse(Files.exists(data.resolve("sources.yaml")), "a test keeps nothing");

            page.getByRole(AriaRole.BUTTON, named("Add and start")).click();
            Locator row =
                    page.getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName("archive"));
            assertThat(row.first()).isVisible(patiently());
            assertTrue(Files.readString(data.resolve("sources.yaml")).contains("name: archive"));
            Locator aside = page.getByRole(AriaRole.REGION, named("Kept aside by reason"));
            untilSeen(page, scene, aside);
            assertThat(aside.getByText("not valid JSON").first()).isVisible();

            ask(page, "Stop archive", "Stop");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Stopped.");
            ask(page, "Start archive", "Start");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Started.");
            ask(page, "Replay", "Replay");
            assertThat(page.getByText("still kept aside 1")).isVisible(patiently());
            ask(page, "Remove archive", "Remove");
            assertThat(page.getByText("Removed archive.")).isVisible(patiently());
            assertFalse(Files.readString(data.resolve("sources.yaml")).contains("archive"));
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    /** The folder is looked at once a second; the page shows what was so when it was loaded. */
    private static void untilSeen(Page page, Scene scene, Locator wanted) {
        long ends = System.nanoTime() + LOOK_MILLIS * 1_000_000L;
        while (!wanted.isVisible() && System.nanoTime() < ends) {
            page.waitForTimeout(500);
            page.navigate(scene.at("/settings/sources"));
        }
    }

    private static void ask(Page page, String button, String verb) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(verb))
                .click();
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(LOOK_MILLIS);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
