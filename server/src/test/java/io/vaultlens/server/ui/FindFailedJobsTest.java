package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindFailedJobsTest {
    @TempDir Path data;

    @Test
    void aPersonFindsTheFailedJobsAndReadsWhyOneFailed() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Jobs").setExact(true))
                    .first()
                    .click();
            Locator rows = page.getByRole(AriaRole.REGION).locator("tbody tr");
            int all = rows.count();

            page.getByText("Status all").click();
            page.getByLabel("Failed").check();
            page.waitForURL("**status=Failed**");
            assertThat(rows).not().hasCount(all);
            Locator states = page.getByRole(AriaRole.REGION).locator("tbody td:first-child");
            states.allInnerTexts().forEach(text -> assertEquals("Failed", text.strip()));
            assertTrue(states.count() > 0 && states.count() < all, "fewer than all " + all);

            page.getByRole(AriaRole.REGION).locator("tbody a").first().click();
            assertThat(
                            page.getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName("What happened")))
                    .isVisible();
            assertThat(
                            page.getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName("States")))
                    .isVisible();
            assertEquals(List.of(), scene.screen().complaints());
        }
    }
}
