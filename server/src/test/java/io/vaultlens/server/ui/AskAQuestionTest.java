package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class AskAQuestionTest {
    @TempDir Path data;

    @Test
    void aPersonAsksSeesRowsAndTheSqlAndTheAddressKeepsTheQuestion() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            ask(scene, page, "AddonAzureBackupJobs\n| summarize Jobs = count() by JobStatus");
            Locator grid = region(page);
            assertThat(grid.getByRole(AriaRole.COLUMNHEADER).first()).hasText("JobStatus");
            assertThat(page.getByRole(AriaRole.STATUS))
                    .containsText(Pattern.compile("\\d+ rows? · \\d+ ms"));
            page.getByText("The SQL it became").click();
            assertThat(page.getByLabel("SQL")).containsText("SELECT");

            int rows = grid.locator("tbody tr").count();
            page.reload();
            assertThat(region(page).locator("tbody tr")).hasCount(rows);
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    @Test
    void aMistakeIsShownAtItsPlace() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            ask(scene, page, "AddonAzureBackupJobs\n| where JobState == \"Failed\"");
            Locator alert = page.getByRole(AriaRole.ALERT);
            assertThat(alert).containsText("2:9: ");
            assertThat(alert).containsText("did you mean 'JobStatus'?");
            assertThat(page.getByLabel("Where it is")).containsText("        ^^^^^^^^");
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    @Test
    void aQuestionThatSaysRenderIsDrawn() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            ask(
                    scene,
                    page,
                    "AddonAzureBackupJobs | summarize Jobs = count() by JobStatus | render columnchart");
            Locator chart = page.getByLabel(Pattern.compile("columnchart: Jobs by JobStatus"));
            assertThat(chart.locator("canvas").first()).isVisible();
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    @Test
    void aLongAnswerShowsItsFirstRowsAndCanBeCancelled() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page page = scene.signedIn();
            ask(
                    scene,
                    page,
                    "range a from 1 to 40000 step 1 | extend k = 1"
                            + " | join kind=inner (range b from 1 to 40000 step 1 | extend k = 1) on k"
                            + " | where a + b > 0 | count");
            Locator cancel =
                    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel"));
            cancel.click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("cancelled");
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    private static void ask(Scene scene, Page page, String question) {
        page.navigate(scene.at("/console"));
        Locator editor = page.getByLabel("Question in KQL");
        editor.fill(question);
        editor.press("Control+Enter");
    }

    private static Locator region(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Result"));
    }
}
