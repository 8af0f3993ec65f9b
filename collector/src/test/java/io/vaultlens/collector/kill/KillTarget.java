package io.vaultlens.collector.kill;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.StoreListener;
import io.vaultlens.collector.store.StoreSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that {@link Kills} has killed: it does a {@link KillWork} and tells on its standard
 * output, unbuffered, which moment it is in.
 *
 * <p>Told so, it sends itself SIGKILL in one of these moments: a process that waits for the word
 * outside is often too late for a commit of a millisecond.
 */
public final class KillTarget implements StoreListener {
    static final String READY = "ready";
    static final String FINISHED = "finished";
    private static final int SIGKILL = 9;

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private final String moment;
    private final AtomicInteger until;
    private final long afterNanos;
    private boolean finished;

    private KillTarget(String moment, int times, long afterNanos) {
        this.moment = moment;
        this.until = new AtomicInteger(times);
        this.afterNanos = afterNanos;
    }

    /**
     * Arguments: the data folder, the input, the class of the work; the moment to die in (empty:
     * none), how often it must have come, and the nanoseconds from its beginning.
     */
    public static void main(String[] arguments) throws Exception {
        KillTarget target =
                new KillTarget(
                        arguments[3], Integer.parseInt(arguments[4]), Long.parseLong(arguments[5]));
        KillWork work =
                Class.forName(arguments[2])
                        .asSubclass(KillWork.class)
                        .getDeclaredConstructor()
                        .newInstance();
        StoreSettings settings =
                StoreSettings.standard().withMemoryMegabytes(512).withListener(target);
        try (Store store = Store.open(Path.of(arguments[0]), work.catalog(), settings)) {
            target.say(READY);
            Thread.ofPlatform().daemon().start(() -> checkpointAgainAndAgain(store));
            work.run(store, Path.of(arguments[1]), target::enter);
            target.say(FINISHED);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void checkpointAgainAndAgain(Store store) {
        try {
            while (true) {
                rest(60);
                store.checkpoint();
            }
        } catch (StoreException e) {
            // The store is closed: the work has come to its end.
        }
    }

    private static void rest(long milliseconds) {
        try {
            Thread.sleep(Duration.ofMillis(milliseconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void inTransaction() {
        enter("inTransaction");
        // A batch of a test is written at once; a real one takes its time.
        rest(10);
    }

    @Override
    public void committing() {
        enter("committing");
    }

    @Override
    public void checkpointing() {
        enter("checkpointing");
    }

    @Override
    public void copied() {
        enter("copied");
    }

    @Override
    public void shrinking() {
        enter("shrinking");
    }

    @Override
    public void clustering() {
        enter("clustering");
    }

    @Override
    public void done() {
        say("done");
    }

    private void enter(String word) {
        if (!word.equals(moment) || until.decrementAndGet() != 0) {
            say(word);
            return;
        }
        CountDownLatch ready = new CountDownLatch(1);
        AtomicLong begin = new AtomicLong();
        Thread.ofPlatform().daemon().start(() -> dieAfter(ready, begin));
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say(word);
        begin.set(System.nanoTime());
    }

    /** Spins, because a sleep is longer than a moment may last. */
    private void dieAfter(CountDownLatch ready, AtomicLong begin) {
        MethodHandle kill =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
        int self = (int) ProcessHandle.current().pid();
        ready.countDown();
        while (begin.get() == 0 || System.nanoTime() - begin.get() < afterNanos) {
            Thread.onSpinWait();
        }
        try {
            int failed = (int) kill.invokeExact(self, SIGKILL);
            throw new IllegalStateException("kill answered " + failed);
        } catch (Throwable e) {
            throw new IllegalStateException("this process could not kill itself", e);
        }
    }

    /** The checkpoints that go on after the work's end are no longer told of. */
    private synchronized void say(String word) {
        if (finished) {
            return;
        }
        finished = word.equals(FINISHED);
        try {
            out.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens", e);
        }
    }
}
