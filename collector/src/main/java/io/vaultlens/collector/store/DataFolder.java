package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder that holds a store, owned by this process while it is open. */
final class DataFolder implements AutoCloseable {
    private static final Pattern HOLDER = Pattern.compile("\\(PID (\\d+)\\)");

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    Path path() {
        return folder;
    }

    /** The file with the data. */
    static Path file(Path folder) {
        return folder.resolve("store.duckdb");
    }

    /** Makes the folder where it is missing and takes it for this process. */
    static DataFolder own(Path folder) {
        try {
            Files.createDirectories(folder.resolve("temp"));
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("store.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            return new DataFolder(folder, channel).locked();
        } catch (IOException e) {
            throw new StoreException(
                    "cannot write to the data folder " + folder + ": " + reason(e), e);
        }
    }

    private DataFolder locked() throws IOException {
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process holds it; the message below names it.
        }
        if (lock == null) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            channel.close();
            String pid =
                    new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII);
            throw inUse(folder, pid.strip());
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid), 0);
        return this;
    }

    /** One clear line for what DuckDB says when it cannot open the file. */
    static StoreException cannotOpen(Path folder, Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher holder = HOLDER.matcher(message);
        if (message.contains("Could not set lock") && holder.find()) {
            return inUse(folder, holder.group(1));
        }
        if (message.contains("version number")) {
            return newer(folder, failure);
        }
        return new StoreException(
                "cannot open the data folder " + folder + ": " + firstLine(failure), failure);
    }

    static StoreException newer(Path folder, Exception cause) {
        return new StoreException(
                "the data folder "
                        + folder
                        + " was written by a newer version of Vaultlens; start that version, or use another"
                        + " folder",
                cause);
    }

    private static StoreException inUse(Path folder, String pid) {
        return new StoreException("the data folder " + folder + " is in use by process " + pid);
    }

    private static String reason(IOException e) {
        String type = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? type : e.getMessage() + " (" + type + ")";
    }

    /** What a failure says, without the lines that only help programmers. */
    static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("").strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
