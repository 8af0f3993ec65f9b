package io.vaultlens.server.command;

import io.vaultlens.server.operation.Output;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Output to the terminal that the command was started on; a bar shows only where a person looks.
 */
final class Terminal implements Output, AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int REDRAW_MILLIS = 250;

    private final OutputStream results;
    private final PrintStream errors;
    private final boolean watched = System.console() != null && System.console().isTerminal();
    private ProgressBar bar;

    /** Results go to this stream. */
    Terminal(OutputStream results, PrintStream errors) {
        this.results = results;
        this.errors = errors;
    }

    /** Results go to standard output. */
    static Terminal standard() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return new Terminal(new BufferedOutputStream(out, BUFFER_BYTES), System.err);
    }

    static boolean isWatched() {
        return System.console() != null && System.console().isTerminal();
    }

    @Override
    public OutputStream results() {
        endBar();
        return results;
    }

    @Override
    public void error(String line) {
        endBar();
        errors.println("vaultlens: " + line);
    }

    @Override
    public void hint(String line) {
        if (watched) {
            errors.println("  " + line);
        }
    }

    @Override
    public synchronized void progress(String step, long done, long total) {
        if (!watched) {
            return;
        }
        if (bar == null) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(step)
                            .setInitialMax(total)
                            .setUnit(" MB", 1 << 20)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setUpdateIntervalMillis(REDRAW_MILLIS)
                            .build();
        }
        bar.maxHint(total == 0 ? -1 : total);
        bar.stepTo(done);
    }

    private synchronized void endBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() throws java.io.IOException {
        endBar();
        results.flush();
    }
}
