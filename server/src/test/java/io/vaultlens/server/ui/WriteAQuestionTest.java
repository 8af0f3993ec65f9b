package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAQuestionTest {
    @TempDir Path data;

    @Test
    void aPersonWritesAQuestionWithTheKeyboardAndTheListHelps() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            page.navigate(scene.at("/console"));
            Locator editor = page.getByLabel("Question in KQL");
            editor.click();
            page.keyboard().type("AddonAzureBackupJ");
            assertThat(suggestions(page).first()).containsText("AddonAzureBackupJobs");
            page.keyboard().press("Enter");
            assertThat(suggestions(page)).hasCount(0);
            page.keyboard().type(" | where JobStatus == \"F");
            assertThat(suggestions(page).first()).containsText("Failed");
            page.keyboard().press("Tab");
            assertThat(editor).hasValue("AddonAzureBackupJobs | where JobStatus == \"Failed\"");
            page.keyboard().type(" | summarize co");
            assertThat(suggestions(page).first()).isVisible();
            page.keyboard().press("Escape");
            assertThat(suggestions(page)).hasCount(0);
            page.keyboard().type("unt()");
            page.keyboard().press("Control+Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText(Pattern.compile("1 row · "));
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    @Test
    void controlSpaceShowsColumnsAndArrowsChoose() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            page.navigate(scene.at("/console"));
            Locator editor = page.getByLabel("Question in KQL");
            editor.fill("AddonAzureBackupJobs | project JobUniqueId, JobStatus | where ");
            editor.press("End");
            editor.press("Control+Space");
            assertThat(suggestions(page).first()).containsText("JobUniqueId");
            editor.press("ArrowDown");
            Locator second = suggestions(page).nth(1);
            assertThat(second).hasAttribute("aria-selected", "true");
            assertThat(second).containsText("JobStatus");
            editor.press("Enter");
            assertThat(editor).hasValue(Pattern.compile("where JobStatus$"));
            editor.press("Control+i");
            assertThat(page.getByRole(AriaRole.TOOLTIP)).containsText("JobStatus: string");
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    @Test
    void aQuestionInSqlIsAskedKeptInTheAddressAndTakenApart() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            page.navigate(scene.at("/console"));
            page.getByLabel("Language").selectOption("sql");
            Locator editor = page.getByLabel("Question in SQL");
            editor.fill("SELECT JobStatus, COUNT(*) AS Jobs FROM AddonAzureBackupJobs GROUP BY 1");
            editor.press("Control+Enter");
            assertThat(page.getByRole(AriaRole.COLUMNHEADER).first()).hasText("JobStatus");
            page.reload();
            assertThat(page.getByLabel("Language")).hasValue("sql");
            assertThat(page.getByRole(AriaRole.COLUMNHEADER).first()).hasText("JobStatus");
            page.getByText("How it is answered, stage by stage").click();
            assertThat(page.getByLabel("Plan as run")).containsText("Aggregate");
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    private static Locator suggestions(Page page) {
        return page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions())
                .and(page.locator("[id^=suggestion-]"));
    }
}
