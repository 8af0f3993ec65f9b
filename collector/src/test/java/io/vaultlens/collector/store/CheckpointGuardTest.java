package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointGuardTest {
    private static final String TABLE = "ErrorCodes";
    private static final int BLOCK = 256 << 10;

    @TempDir Path folder;

    private final Catalog catalog = Catalog.load();

    @Test
    void aFileWhoseCheckpointWasCutShortIsAsItWasBefore() throws Exception {
        Path killed = killed();
        byte[] before = Files.readAllBytes(DataFolder.file(killed));
        long place = metadata(killed);
        // The first pages are those of a checkpoint that was killed, the others the old ones.
        overwrite(killed, place, 40);

        try (Store store = Store.open(killed, catalog, StoreSettings.standard())) {
            assertEquals(3, count(store));
            byte[] after = Files.readAllBytes(DataFolder.file(killed));
            assertArrayEquals(block(before, place), block(after, place));
        }
    }

    @Test
    void withoutTheCopyTheFileIsDamaged() throws Exception {
        Path killed = killed();
        overwrite(killed, metadata(killed), 40);
        Files.delete(CheckpointGuard.beside(DataFolder.file(killed)));

        StoreException damaged =
                assertThrows(
                        StoreException.class,
                        () -> Store.open(killed, catalog, StoreSettings.standard()));
        assertTrue(damaged.getMessage().contains("damaged"), damaged.getMessage());
    }

    @Test
    void aCopyThatIsNotWholeOrOfAnotherHeadIsLeftAlone() throws Exception {
        Path killed = killed();
        Path copy = CheckpointGuard.beside(DataFolder.file(killed));
        byte[] whole = Files.readAllBytes(copy);
        byte[] file = Files.readAllBytes(DataFolder.file(killed));

        // One byte of a block of the copy.
        whole[whole.length / 2] ^= 1;
        Files.write(copy, whole);
        CheckpointGuard.mend(DataFolder.file(killed));
        assertArrayEquals(file, Files.readAllBytes(DataFolder.file(killed)));

        // The number of the head.
        whole[whole.length / 2] ^= 1;
        whole[15] ^= 1;
        Files.write(copy, whole);
        CheckpointGuard.mend(DataFolder.file(killed));
        assertArrayEquals(file, Files.readAllBytes(DataFolder.file(killed)));

        Files.write(copy, new byte[3]);
        CheckpointGuard.mend(DataFolder.file(killed));
        assertArrayEquals(file, Files.readAllBytes(DataFolder.file(killed)));
    }

    @Test
    void aStoreThatWasClosedHasNoCopy() throws IOException {
        Path data = folder.resolve("data");
        try (Store store = Store.open(data, catalog, StoreSettings.standard())) {
            add(store, 1);
            assertTrue(Files.exists(CheckpointGuard.beside(DataFolder.file(data))));
        }
        assertFalse(Files.exists(CheckpointGuard.beside(DataFolder.file(data))));
    }

    /** A folder as a killed process leaves it: a file with three rows, one of them in the log. */
    private Path killed() throws IOException {
        Path data = folder.resolve("data");
        Path killed = Files.createDirectories(folder.resolve("killed"));
        try (Store store = Store.open(data, catalog, StoreSettings.standard())) {
            add(store, 1);
            store.checkpoint();
            add(store, 2);
            store.checkpoint();
            add(store, 3);
            Path file = DataFolder.file(data);
            for (String end : List.of("", ".wal", ".blocks")) {
                Files.copy(
                        file.resolveSibling(file.getFileName() + end),
                        killed.resolve(file.getFileName() + end));
            }
        }
        return killed;
    }

    private static void add(Store store, int code) {
        store.append(TABLE, List.of(Map.of("Code", "code" + code)));
    }

    private static long count(Store store) throws SQLException {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + TABLE)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Where a block of metadata stands that the file's head needs. */
    private static long metadata(Path folder) throws SQLException {
        try (Connection connection = Connections.look(DataFolder.file(folder));
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT min(block_id) FROM pragma_metadata_info()")) {
            rows.next();
            return 3 * 4096 + rows.getLong(1) * BLOCK;
        }
    }

    private static void overwrite(Path folder, long place, int bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(DataFolder.file(folder).toFile(), "rw")) {
            file.seek(place);
            file.write(new byte[bytes]);
        }
    }

    private static byte[] block(byte[] file, long place) {
        return Arrays.copyOfRange(file, (int) place, (int) place + BLOCK);
    }
}
