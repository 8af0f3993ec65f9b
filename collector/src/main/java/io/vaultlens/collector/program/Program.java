package io.vaultlens.collector.program;

import io.vaultlens.collector.program.ProgramException.Reason;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A program of the machine that is run with arguments, within a time, and ended when it is no
 * longer wanted.
 *
 * <p>Any thread may run it and any may close it. What is secret goes through the environment, never
 * into the arguments, which everybody on the machine can read.
 */
public final class Program implements AutoCloseable {
    private static final int MOST_CHARACTERS = 64 << 20;
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final String name;
    private final Map<String, String> environment;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A program.
     *
     * @param name its name, found as a shell finds it, or its path
     * @param environment what it has in its environment besides this process's own
     */
    public Program(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = Map.copyOf(environment);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * What a program said and how it ended.
     *
     * @param exitCode the code it ended with
     * @param output what it said
     * @param errors the end of what it said on its error stream
     */
    public record Result(int exitCode, String output, String errors) {}

    /** Runs it and gives what it said; another code than 0 is an exception. */
    public Result run(List<String> arguments, Duration longest) throws ProgramException {
        Result result = runToEnd(arguments, longest);
        if (result.exitCode() != 0) {
            throw failed(result);
        }
        return result;
    }

    /** The exception for a result that is no good end. */
    public ProgramException failed(Result result) {
        String said = reason(result.errors().isBlank() ? result.output() : result.errors());
        String ended = name + " ended with " + result.exitCode();
        return new ProgramException(
                Reason.FAILED,
                said.isEmpty() ? ended : ended + ": " + said,
                result.exitCode(),
                result.errors());
    }

    /** Runs it and gives what it said, whatever code it ended with. */
    public Result runToEnd(List<String> arguments, Duration longest) throws ProgramException {
        StringBuilder output = new StringBuilder();
        boolean[] tooMuch = {false};
        Result ended =
                run(
                        arguments,
                        longest,
                        line -> {
                            if (output.length() + line.length() < MOST_CHARACTERS) {
                                output.append(line).append('\n');
                            } else {
                                tooMuch[0] = true;
                            }
                        });
        if (tooMuch[0]) {
            throw new ProgramException(
                    Reason.TOO_MUCH, name + " said more than 64 MiB", 0, ended.errors());
        }
        return new Result(ended.exitCode(), output.toString(), ended.errors());
    }

    /** Runs it and hands over each line as it is said. */
    public Result run(List<String> arguments, Duration longest, Consumer<String> line)
            throws ProgramException {
        Process process = start(arguments);
        running.add(process);
        Tail errors = new Tail();
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        try {
            if (closed) {
                process.destroy();
            }
            Thread reader = Thread.startVirtualThread(() -> errors.readAll(process));
            Thread.startVirtualThread(() -> endWhenLate(process, ended, longest, late));
            lines(process, line);
            int code = process.waitFor();
            ended.countDown();
            reader.join(TO_END);
            return result(code, errors.text(), late.get(), longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramException(Reason.STOPPED, name + " was stopped", 0, errors.text());
        } finally {
            ended.countDown();
            end(process);
            running.remove(process);
        }
    }

    private Result result(int code, String errors, boolean late, Duration longest)
            throws ProgramException {
        if (closed) {
            throw new ProgramException(Reason.STOPPED, name + " was stopped", code, errors);
        }
        if (late) {
            throw new ProgramException(
                    Reason.TOO_SLOW,
                    name + " did not end within " + longest.toSeconds() + " seconds",
                    code,
                    errors);
        }
        return new Result(code, "", errors);
    }

    private Process start(List<String> arguments) throws ProgramException {
        List<String> command = new ArrayList<>();
        command.add(name);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ProgramException(
                    Reason.MISSING,
                    "there is no program " + name + " that could be run; install it",
                    0,
                    "");
        }
    }

    private static void lines(Process process, Consumer<String> line) {
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String next = output.readLine(); next != null; next = output.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            // The program was ended while it spoke; how it ended is told by its code.
        }
    }

    private static void endWhenLate(
            Process process, CountDownLatch ended, Duration longest, AtomicBoolean late) {
        try {
            if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                late.set(true);
                end(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** A line that says that it is fatal, else the last one. */
    private static String reason(String text) {
        return text.lines()
                .filter(line -> line.startsWith("Fatal:"))
                .map(line -> line.substring("Fatal:".length()).strip())
                .findFirst()
                .orElseGet(() -> lastLine(text));
    }

    /** The last line that says something. */
    public static String lastLine(String text) {
        return text.strip().lines().reduce("", (before, line) -> line).strip();
    }

    /** Ends what runs; nothing can be run any more. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Process::destroy);
    }
}
