package io.vaultlens.server.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1)
class EveryPageTest {
    private static final String AXE =
            "async () => { const found = await axe.run(document, {resultTypes: ['violations']});"
                    + " return found.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                    + ".map(v => v.id + ' ' + v.nodes[0].html.slice(0, 120)); }";
    private static final int PHONE_WIDTH = 390;

    @TempDir Path data;

    @Test
    void everyPageIsForEverybodyInLightInDarkAndOnAPhone() throws Exception {
        try (Scene scene = Scene.withEstate(data)) {
            Page light = scene.signIn(scene.screen().laptop(ColorScheme.LIGHT));
            Page dark = scene.signIn(scene.screen().laptop(ColorScheme.DARK));
            Page phone = scene.signIn(scene.screen().phone());
            String axe = Files.readString(scene.screen().tools().axe());
            List<String> faults = new ArrayList<>();
            for (String path : paths(scene, light)) {
                for (Page page : List.of(light, dark, phone)) {
                    faults.addAll(faults(page, scene.at(path), axe));
                }
                Object width = phone.evaluate("document.documentElement.scrollWidth");
                if (((Number) width).intValue() > PHONE_WIDTH) {
                    faults.add(path + " scrolls sideways: " + width);
                }
            }
            faults.addAll(scene.screen().complaints());
            assertEquals(List.of(), faults);
        }
    }

    private static List<String> paths(Scene scene, Page page) {
        page.navigate(scene.at("/jobs"));
        String job = page.locator("tbody a").first().getAttribute("href");
        return List.of(
                "/",
                "/?range=24h",
                "/jobs",
                "/jobs?text=nothing-is-called-so",
                job,
                "/changes",
                "/console",
                "/console?query=print+answer%3D42",
                "/console?plain=1&query=print+answer%3D42",
                "/console?plain=1&query=prin",
                "/sign-in");
    }

    private static List<String> faults(Page page, String address, String axe) {
        List<String> faults = new ArrayList<>();
        Response response = page.navigate(address);
        if (response.status() >= 400) {
            faults.add(address + " answers " + response.status());
        }
        if (page.locator("h1").count() != 1) {
            faults.add(address + " has " + page.locator("h1").count() + " h1");
        }
        page.evaluate(axe);
        for (Object found : (List<?>) page.evaluate(AXE)) {
            faults.add(address + " " + found);
        }
        return faults;
    }
}
