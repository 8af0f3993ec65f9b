package io.vaultlens.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.config.Pusher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page docs/push.md: each command in it gives the answer below it. */
class PushManualTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n(.*?)```\\s+```json\\n(.*?)```", Pattern.DOTALL);
    private static final int EXAMPLES = 4;

    @TempDir Path folder;

    @Test
    void eachCommandGivesItsAnswer() throws Exception {
        boolean there =
                new ProcessBuilder("sh", "-c", "command -v curl >/dev/null").start().waitFor() == 0;
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(there, "curl is missing");
        }
        AppSettings settings = AppSettings.in(folder);
        Pusher agents = new Pusher("agents", "token-of-the-agents");
        try (App app = App.start(settings.with(settings.config().withPushers(List.of(agents))))) {
            Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/push.md")));
            int count = 0;
            while (examples.find()) {
                assertEquals(examples.group(2).strip(), run(examples.group(1), app, agents));
                count++;
            }
            assertEquals(EXAMPLES, count);
        }
    }

    private static String run(String command, App app, Pusher pusher) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command);
        shell.environment().put("URL", app.url());
        shell.environment().put("TOKEN", pusher.token());
        Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
