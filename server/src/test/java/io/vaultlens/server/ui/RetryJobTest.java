package io.vaultlens.server.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.ProtectedItem;
import io.vaultlens.server.protect.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryJobTest {
    private static final int OUTCOME_MILLIS = 30_000;

    @TempDir Path data;
    @TempDir Path files;

    @Test
    void aPersonMendsTheCauseRetriesTheJobAndWatchesItSucceed() throws Exception {
        Path source = files.resolve("documents");
        var item =
                new ProtectedItem(
                        "documents",
                        "embedded",
                        "home",
                        source,
                        files.resolve("backups"),
                        Optional.empty(),
                        OptionalInt.empty());
        AppSettings plain = AppSettings.in(data);
        Config config = plain.config();
        var settings =
                plain.with(
                        new Config(
                                config.listen(), config.sources(), List.of(item), config.limits()));
        try (Scene scene = Scene.with(settings)) {
            scene.app()
                    .workspace()
                    .protection()
                    .start(item, Trigger.person("test"))
                    .outcome()
                    .get();
            Page page = scene.signedIn();
            page.navigate(scene.at("/jobs?status=Failed"));
            page.getByRole(AriaRole.LINK, named("documents")).click();
            assertThat(page.getByText("What to do:")).isVisible();

            Files.createDirectories(source);
            Files.writeString(source.resolve("letter.txt"), "Dear reader");
            page.getByRole(AriaRole.BUTTON, named("Retry …")).click();
            page.getByRole(AriaRole.BUTTON, named("Retry now")).click();

            Locator retries = page.getByRole(AriaRole.REGION, named("Retries"));
            assertThat(
                            retries.getByText(
                                    "Succeeded", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(OUTCOME_MILLIS));
            retries.getByRole(AriaRole.LINK).click();
            assertThat(page.getByText("The job ended well")).isVisible();
            assertEquals(List.of(), scene.screen().complaints());
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
