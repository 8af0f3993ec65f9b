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
import java.util.stream.Stream;

/** A folder that holds a store, owned by this process while it is open. */
final class DataFolder implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 48L << 20;
    private static final Pattern GENERATION = Pattern.compile("store-([1-9][0-9]{0,8})\\.duckdb");
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

    /**
     * The file with the data: {@code store.duckdb}, or after each shrinking the next of {@code
     * store-2.duckdb}, {@code store-3.duckdb} … Of two files the later one is whole, because it
     * gets its name when it is.
     */
    static Path file(Path folder) {
        return folder.resolve(name(generation(folder)));
    }

    /** What the file's next version is called. */
    static Path nextFile(Path folder) {
        return folder.resolve(name(generation(folder) + 1));
    }

    /** Where the file's next version is written until it is whole. */
    static Path draft(Path folder) {
        return folder.resolve("temp").resolve("shrunk.duckdb");
    }

    private static String name(int generation) {
        return generation < 2 ? StoredFile.NAME : "store-" + generation + ".duckdb";
    }

    private static int generation(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> GENERATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(match -> Integer.parseInt(match.group(1)))
                    .max()
                    .orElse(1);
        } catch (IOException e) {
            return 1;
        }
    }

    /** Mends the file after a killed checkpoint, and removes what a shrinking left. */
    void tidy() {
        try {
            CheckpointGuard.mend(file(folder));
        } catch (IOException e) {
            // Who opens the file tells what is wrong with it.
        }
        try {
            remove(draft(folder));
            for (int i = generation(folder) - 1; i > 0; i--) {
                if (!remove(folder.resolve(name(i)))) {
                    return;
                }
            }
        } catch (IOException e) {
            // It only takes up room; the next start tries again.
        }
    }

    /** Where DuckDB keeps the log of a file, while it has one. */
    static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    /** Removes a file of the database with what lies beside it, and says whether there was one. */
    static boolean remove(Path file) throws IOException {
        Files.deleteIfExists(log(file));
        Files.deleteIfExists(CheckpointGuard.beside(file));
        return Files.deleteIfExists(file);
    }

    /**
     * Refuses to begin what would fill the disk, because it writes everything once more.
     *
     * @param fault what then cannot be done
     */
    void checkRoomForCopy(FileUse use, String fault) {
        long needed = use.bytes() - use.freeBytes() + LEAST_FREE_BYTES;
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                String message =
                        "%s: that needs %d MB of free disk in %s, there are %d MB; nothing was changed";
                throw new StoreException(
                        message.formatted(fault, needed >> 20, folder, free >> 20));
            }
        } catch (IOException e) {
            throw new StoreException("the disk of " + folder + " cannot be asked for its room", e);
        }
    }

    /** Refuses to write where the disk has no room for what a transaction and a log need. */
    void checkRoom(Path file) {
        try {
            Path log = log(file);
            long needed = LEAST_FREE_BYTES + (Files.exists(log) ? Files.size(log) : 0);
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < needed) {
                String message =
                        "the disk of the data folder %s has %d MB left and %d MB are needed to write;"
                                + " nothing of this was written, and writing goes on when there is room";
                throw new StoreException(message.formatted(folder, free >> 20, needed >> 20));
            }
        } catch (IOException e) {
            // The write itself tells what is wrong with the disk.
        }
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
        String line = firstLine(failure);
        return new StoreException(
                FaultText.ofOpening(folder, line)
                        .orElse(
                                "cannot open the data folder "
                                        + folder
                                        + ": "
                                        + line
                                        + "; if that stays, restore a backup with `vaultlens restore`"),
                failure);
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
