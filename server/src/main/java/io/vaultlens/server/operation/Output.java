package io.vaultlens.server.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where an operation tells what it does; one thread uses it at a time. */
public interface Output {
    /** What goes to standard output, bytes as they are. */
    OutputStream results();

    /** One line for standard error. */
    void error(String line) throws IOException;

    /** More about the error before, for a person at a terminal: the words it is about. */
    void hint(String line) throws IOException;

    /**
     * How far it is.
     *
     * @param step what it does
     * @param done how much is done
     * @param total how much there is; 0 when nobody knows
     */
    void progress(String step, long done, long total) throws IOException;

    /** One line of standard output. */
    default void line(String text) throws IOException {
        results().write((text + "\n").getBytes(StandardCharsets.UTF_8));
        results().flush();
    }
}
