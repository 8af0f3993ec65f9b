package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.vaultlens.server.AppSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShrinkTheStoreTest {
    private static final int LOOK_MILLIS = 30_000;

    @TempDir Path data;

    @Test
    void anAdministratorHasTheFileWrittenAnewAndSeesHowItEnded() throws Exception {
        try (Scene scene = Scene.with(AppSettings.in(data))) {
            Page page = scene.signedIn();
            page.getByRole(AriaRole.LINK, named("Settings")).click();
            page.getByRole(AriaRole.LINK, named("Store")).click();
            page.getByRole(AriaRole.BUTTON, named("Write the file anew")).click();
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(
                            AriaRole.BUTTON,
                            new Locator.GetByRoleOptions().setName("Write it anew"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("file is being written anew");
            Locator done = page.getByRole(AriaRole.ROW, named("File written anew"));
            long ends = System.nanoTime() + LOOK_MILLIS * 1_000_000L;
            while (!done.isVisible() && System.nanoTime() < ends) {
                page.waitForTimeout(500);
                page.navigate(scene.at("/settings/store"));
            }
            assertThat(done).containsText("Completed");
            assertTrue(Files.exists(data.resolve("store-2.duckdb")));
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
