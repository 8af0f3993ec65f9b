package io.vaultlens.server.command;

import io.vaultlens.query.Language;
import io.vaultlens.server.command.FolderOperation.Needs;
import io.vaultlens.server.operation.Operation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a question. */
@Command(
        name = "query",
        description = "Asks a question of a data folder and prints all rows of the answer.",
        mixinStandardHelpOptions = true)
public final class QueryCommand implements Callable<Integer> {
    /** How rows are written. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        XLSX
    }

    @Parameters(
            paramLabel = "QUESTION",
            description = "The question, in KQL or SQL, or a .show command.")
    private String text;

    @Mixin private DataFolder data;

    @Option(
            names = "--language",
            defaultValue = "KQL",
            description = "The question's language: ${COMPLETION-CANDIDATES}.")
    private Language language;

    @Option(
            names = "--format",
            defaultValue = "TABLE",
            description = "How rows are written: ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to; standard output if left out.")
    private Path out;

    @Option(
            names = "--explain",
            description = "Shows what becomes of the question, and asks it not.")
    private boolean explain;

    @Option(
            names = "--now",
            paramLabel = "MOMENT",
            description = "What now() means, as in 2025-03-09T10:00:00Z (standard: the present).")
    private Instant now;

    @Override
    public Integer call() throws Exception {
        Operation operation =
                new Operation.Ask(
                        text,
                        language.name().toLowerCase(),
                        format.name().toLowerCase(),
                        explain,
                        now == null ? "" : now.toString());
        if (out != null) {
            return toFile(operation);
        }
        if (format == Format.XLSX && !explain && Terminal.isWatched()) {
            throw new CommandFailure("a workbook is no text for a terminal; give --out FILE");
        }
        try (Terminal terminal = Terminal.standard()) {
            return FolderOperation.run(data.path(), operation, Needs.STORE, terminal);
        }
    }

    /** The file appears when it is whole, so that a failure leaves no half one. */
    private int toFile(Operation operation) throws IOException, InterruptedException {
        Path target = out.toAbsolutePath();
        if (!Files.isDirectory(target.getParent())) {
            throw new CommandFailure("there is no folder " + target.getParent() + " to write into");
        }
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            int exit;
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(draft));
                    Terminal terminal = new Terminal(stream, System.err)) {
                exit = FolderOperation.run(data.path(), operation, Needs.STORE, terminal);
            }
            if (exit == 0) {
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return exit;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
