package io.vaultlens.server.command;

import io.vaultlens.server.App;
import io.vaultlens.server.AppSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serves pages and answers until it is stopped. */
@Command(
        name = "serve",
        description =
                "Serves the pages and the query doors, watches the sources, runs the schedules.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    @Mixin private DataFolder data;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        App app = App.start(AppSettings.in(data.path()));
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop"));
        spec.commandLine().getOut().println("Vaultlens serves at " + app.url());
        Thread.currentThread().join();
        return 0;
    }
}
