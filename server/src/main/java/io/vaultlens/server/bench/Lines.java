package io.vaultlens.server.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The lines of an archive, file after file; used by one thread. */
final class Lines implements AutoCloseable {
    private final Iterator<Path> files;
    private BufferedReader file = new BufferedReader(java.io.Reader.nullReader());

    Lines(Path archive) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            List<Path> found = all.filter(Files::isRegularFile).sorted().toList();
            this.files = found.iterator();
        }
    }

    /** The next so many lines, fewer only at the end of all. */
    byte[] next(int count) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            String line = file.readLine();
            while (line == null && files.hasNext()) {
                file.close();
                file = Files.newBufferedReader(files.next());
                line = file.readLine();
            }
            if (line != null) {
                lines.write(line.getBytes(StandardCharsets.UTF_8));
                lines.write('\n');
            }
        }
        return lines.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
