package io.vaultlens.server.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A browser in front of a person; it notes every error of a page and every request to elsewhere.
 *
 * <p>Without the tools a test is skipped and says what is missing, except where CI is set.
 */
final class Screen implements AutoCloseable {
    private static final int LAPTOP_WIDTH = 1440;
    private static final int LAPTOP_HEIGHT = 900;
    private static final int PHONE_WIDTH = 390;
    private static final int PHONE_HEIGHT = 844;

    private final BrowserTools tools;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Screen(BrowserTools tools) {
        this.tools = tools;
        System.setProperty("playwright.cli.dir", tools.driver().toString());
        Map<String, String> environment =
                Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        tools.node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1");
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        this.browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(tools.chromium())
                                        .setArgs(List.of("--no-sandbox")));
    }

    static Screen open() throws InterruptedException {
        try {
            return new Screen(BrowserTools.find());
        } catch (IOException missing) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            Assumptions.abort("no browser test here: " + missing.getMessage());
            throw new AssertionError(missing);
        }
    }

    BrowserTools tools() {
        return tools;
    }

    /** A laptop's page. */
    Page laptop(ColorScheme scheme) {
        return page(
                new Browser.NewContextOptions()
                        .setViewportSize(LAPTOP_WIDTH, LAPTOP_HEIGHT)
                        .setColorScheme(scheme)
                        .setAcceptDownloads(true));
    }

    /** A phone's page. */
    Page phone() {
        return page(
                new Browser.NewContextOptions()
                        .setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
                        .setIsMobile(true)
                        .setHasTouch(true));
    }

    private Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + " console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + " script: " + error));
        page.onRequest(request -> {
            if (!request.url().matches("(http://127\\.0\\.0\\.1:|data:|blob:|about:).*")) {
                complaints.add(page.url() + " leaves the host: " + request.url());
            }
        });
        return page;
    }

    /** What went wrong on any page so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
