package io.vaultlens.server.command;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import io.vaultlens.server.Logging;
import io.vaultlens.server.access.AdminToken;
import io.vaultlens.server.demo.Demo;
import io.vaultlens.server.operation.Workspace;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves an invented estate to look at, made at the first start. */
@Command(
        name = "demo",
        description =
                "Serves an estate to look at: telemetry, real backups, a failure to mend and retry.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    @Mixin private ServerOptions options;
    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "vaultlens-demo",
            description = "The data folder, made at the first start (standard: ${DEFAULT-VALUE}).")
    private Path data;

    @Override
    public Integer call() throws Exception {
        Path folder = data.toAbsolutePath().normalize();
        PrintWriter out = spec.commandLine().getOut();
        Demo demo = new Demo(folder, Clock.systemUTC(), out::println);
        demo.prepare();
        AppSettings settings = options.settings(folder, Optional.empty());
        Logging.toFolder(folder);
        App app = App.open(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop"));
        if (!demo.isLoaded()) {
            Workspace workspace = app.workspace();
            demo.load(
                    workspace.store(),
                    workspace.ingest(),
                    workspace.protection(),
                    workspace.questions());
        }
        app.ready();
        tell(out, app, demo, settings, folder);
        Thread.currentThread().join();
        return 0;
    }

    private static void tell(PrintWriter out, App app, Demo demo, AppSettings settings, Path folder)
            throws java.io.IOException {
        out.println("Vaultlens serves the demo at " + app.url());
        out.println(
                settings.adminToken().isPresent()
                        ? "Sign in with the token of VAULTLENS_ADMIN_TOKEN"
                        : "Sign in with the token "
                                + Files.readString(folder.resolve(AdminToken.FILE)).strip());
        for (String command : demo.howToMend()) {
            out.println("The backup of the invoices fails, for their folder was moved away.");
            out.println("Mend it with:  " + command);
            out.println("then retry it from its page or from the command line.");
        }
        out.flush();
    }
}
