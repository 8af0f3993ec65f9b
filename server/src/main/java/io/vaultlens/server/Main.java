package io.vaultlens.server;

import io.vaultlens.query.text.Nearest;
import io.vaultlens.server.command.BackupCommand;
import io.vaultlens.server.command.BenchCommand;
import io.vaultlens.server.command.CommandFailure;
import io.vaultlens.server.command.DemoCommand;
import io.vaultlens.server.command.IngestCommand;
import io.vaultlens.server.command.ProtectCommand;
import io.vaultlens.server.command.QueryCommand;
import io.vaultlens.server.command.ReplayCommand;
import io.vaultlens.server.command.RestoreCommand;
import io.vaultlens.server.command.RetryCommand;
import io.vaultlens.server.command.ServeCommand;
import io.vaultlens.server.command.ShrinkCommand;
import io.vaultlens.server.command.WarmUpCommand;
import io.vaultlens.server.operation.Failure;
import io.vaultlens.server.operation.Version;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: exit code 0 is done, 1 failed, 2 wrong usage; an error is one line on stderr.
 */
@Command(
        name = "vaultlens",
        description = "Reports and questions over backup telemetry, and retries of failed backups.",
        mixinStandardHelpOptions = true,
        version = "Vaultlens " + Version.PRODUCT,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            QueryCommand.class,
            ProtectCommand.class,
            RetryCommand.class,
            ReplayCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ShrinkCommand.class,
            BenchCommand.class,
            WarmUpCommand.class
        })
public final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    @Spec private CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Logging.quiet();
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler(Main::wrongUsage);
        line.setExecutionExceptionHandler(Main::failed);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        String words = oneLine(mistake.getMessage());
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            words = unknown(unmatched.getUnmatched().getFirst(), line.getCommandSpec());
        }
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println("vaultlens: " + words + " (see `" + name + " --help`)");
        return 2;
    }

    private static String unknown(String word, CommandSpec command) {
        boolean option = word.startsWith("-");
        Set<String> known = option ? command.optionsMap().keySet() : shown(command);
        String what = option ? "option" : known.isEmpty() ? "further argument" : "command";
        return "there is no " + what + " '" + word + "'" + Nearest.hint(word, known);
    }

    private static Set<String> shown(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static int failed(Exception failure, CommandLine line, ParseResult parsed) {
        if (!(failure instanceof CommandFailure)) {
            LOG.error("The command failed", failure);
        }
        for (String message : Failure.lines(failure)) {
            line.getErr().println("vaultlens: " + message);
        }
        return 1;
    }

    private static String oneLine(String text) {
        String line = text == null ? "" : text.replaceAll("\\s*\\R\\s*", "; ").strip();
        return line.isEmpty() ? line : Character.toLowerCase(line.charAt(0)) + line.substring(1);
    }
}
