package io.vaultlens.collector.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Keeps a copy of what a checkpoint overwrites, so that one which is cut short leaves the file as
 * it was.
 *
 * <p>DuckDB writes the blocks of a checkpoint to free places and then the head that names them.
 * Blocks of metadata it writes where they are, though, and a process killed in such a write leaves
 * a block half old and half new, which no checksum fits: the file would not open again. So these
 * blocks are copied beside the file before anything that may make a checkpoint, and put back before
 * it is opened where its head is still the one that they belong to.
 *
 * <p>One thread at a time uses it.
 */
final class CheckpointGuard {
    private static final System.Logger LOG = System.getLogger(CheckpointGuard.class.getName());
    private static final long MAGIC = 0x7661756c746c6e73L;

    /** Two heads stand after the file's own, in turns; each begins with checksum and number. */
    private static final int HEAD_BYTES = 4096;

    private static final int FIRST_BLOCK = 3 * HEAD_BYTES;

    /** The size of the blocks of all files that are made without asking for another. */
    private static final int BLOCK_BYTES = 256 << 10;

    private final Path file;

    /** The head that the copies belong to; no head has the number -1. */
    private long kept = -1;

    /** Guards this file of a database. */
    CheckpointGuard(Path file) {
        this.file = file;
    }

    /** Where the copies lie. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".blocks");
    }

    /** Copies what the next checkpoint may spoil, if a checkpoint was made since the last time. */
    void keep(Database database) throws SQLException, IOException {
        FileChannel bytes = database.bytes();
        long head = head(bytes);
        if (head == kept) {
            return;
        }
        Path copy = beside(file);
        Path draft = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            write(head, blocks(database), bytes, draft);
            Draft.finish(draft, copy);
        } finally {
            Files.deleteIfExists(draft);
        }
        kept = head;
    }

    private static void write(long head, List<Long> blocks, FileChannel bytes, Path draft)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            write(head, blocks, bytes, channel);
        }
    }

    private static List<Long> blocks(Database database) throws SQLException {
        List<Long> blocks = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT block_id FROM pragma_metadata_info()")) {
            while (rows.next()) {
                blocks.add(rows.getLong(1));
            }
        }
        return blocks;
    }

    private static void write(long head, List<Long> blocks, FileChannel from, FileChannel to)
            throws IOException {
        CheckedOutputStream checked =
                new CheckedOutputStream(Channels.newOutputStream(to), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeLong(MAGIC);
        out.writeLong(head);
        out.writeInt(blocks.size());
        for (long block : blocks) {
            out.writeLong(block);
            out.write(read(from, place(block), BLOCK_BYTES));
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /** Removes the copies of a file that was closed well: it has no log. */
    void release() throws IOException {
        if (!Files.exists(DataFolder.log(file))) {
            Files.deleteIfExists(beside(file));
        }
    }

    /**
     * Puts back what a checkpoint that never ended has spoilt; nobody has the file open.
     *
     * @throws IOException where the file cannot be read or written
     */
    static void mend(Path file) throws IOException {
        Path copy = beside(file);
        if (!Files.exists(file) || !Files.exists(copy)) {
            return;
        }
        try (FileChannel bytes =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (belongs(copy, head(bytes)) && isWhole(copy)) {
                int back = putBack(copy, bytes);
                if (back > 0) {
                    bytes.force(true);
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "A checkpoint of {0} was cut short; {1} of its blocks were put back",
                            file,
                            back);
                }
            }
        }
    }

    /** Whether a copy was made of the file as this head has it. */
    private static boolean belongs(Path copy, long head) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(copy))) {
            return Files.size(copy) > 2 * Long.BYTES
                    && in.readLong() == MAGIC
                    && in.readLong() == head;
        }
    }

    private static boolean isWhole(Path copy) throws IOException {
        CheckedInputStream checked =
                new CheckedInputStream(
                        new BufferedInputStream(Files.newInputStream(copy), BLOCK_BYTES),
                        new CRC32());
        try (DataInputStream in = new DataInputStream(checked)) {
            in.skipNBytes(Files.size(copy) - Long.BYTES);
            long found = checked.getChecksum().getValue();
            return found == in.readLong();
        }
    }

    /** Returns how many blocks were not as they are in the copy. */
    private static int putBack(Path copy, FileChannel bytes) throws IOException {
        int back = 0;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(copy))) {
            in.skipNBytes(2 * Long.BYTES);
            for (int blocks = in.readInt(); blocks > 0; blocks--) {
                long place = place(in.readLong());
                byte[] block = in.readNBytes(BLOCK_BYTES);
                if (!Arrays.equals(block, read(bytes, place, BLOCK_BYTES))) {
                    writeAt(bytes, place, block);
                    back++;
                }
            }
        }
        return back;
    }

    private static long place(long block) {
        return FIRST_BLOCK + block * BLOCK_BYTES;
    }

    /** The number of the head that holds; each checkpoint writes a higher one. */
    private static long head(FileChannel bytes) throws IOException {
        ByteBuffer heads =
                ByteBuffer.wrap(read(bytes, HEAD_BYTES, 2 * HEAD_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        return Math.max(heads.getLong(Long.BYTES), heads.getLong(HEAD_BYTES + Long.BYTES));
    }

    /** What stands at a place; zeros beyond the file's end. */
    private static byte[] read(FileChannel bytes, long place, int size) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(size);
        while (read.hasRemaining() && bytes.read(read, place + read.position()) > 0) {
            // One reading may give less than all.
        }
        return read.array();
    }

    private static void writeAt(FileChannel bytes, long place, byte[] block) throws IOException {
        ByteBuffer written = ByteBuffer.wrap(block);
        while (written.hasRemaining()) {
            bytes.write(written, place + written.position());
        }
    }
}
