package io.vaultlens.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is written under another name until it is whole. */
final class Draft {
    private Draft() {}

    /**
     * Gives the file its name, in place of one that has it: after a loss of power there is the old
     * one or the whole new one.
     */
    static void finish(Path draft, Path file) throws IOException {
        sync(draft, StandardOpenOption.WRITE);
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent(), StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
