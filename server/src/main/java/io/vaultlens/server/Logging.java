package io.vaultlens.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Where log lines go: to the data folder of a server, nowhere else, so that standard error carries
 * nothing but a command's own line.
 */
public final class Logging {
    private static final int FILE_BYTES = 10 << 20;
    private static final int FILES = 5;
    private static final Logger ROOT = Logger.getLogger("");

    /** Kept here, for a logger that nobody holds forgets its level. */
    private static final List<Logger> SILENT =
            List.of(
                    Logger.getLogger("com.azure"),
                    Logger.getLogger("reactor"),
                    Logger.getLogger("org.apache.kafka"));

    private Logging() {}

    /** Sends log lines nowhere. */
    public static void quiet() {
        System.setProperty(
                "java.util.logging.SimpleFormatter.format",
                "%1$tFT%1$tT.%1$tLZ %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.OFF);
    }

    /** Sends them to files in this data folder, five of at most 10 MB each, the newest first. */
    public static void toFolder(Path data) {
        try {
            Path folder = Files.createDirectories(data.resolve("logs"));
            Handler handler =
                    new FileHandler(
                            folder.resolve("vaultlens.%g.log").toString(), FILE_BYTES, FILES, true);
            handler.setFormatter(new SimpleFormatter());
            handler.setEncoding("UTF-8");
            ROOT.addHandler(handler);
            ROOT.setLevel(Level.INFO);
            Logger.getLogger("org.eclipse.jetty").setLevel(Level.WARNING);
            Logger.getLogger("org.apache.calcite").setLevel(Level.WARNING);
            // What keeps a source from being read is told once, by who follows it.
            SILENT.forEach(logger -> logger.setLevel(Level.OFF));
        } catch (IOException e) {
            // A server that cannot log still serves; the folder's own error comes when it is
            // opened.
            ROOT.setLevel(Level.OFF);
        }
    }
}
