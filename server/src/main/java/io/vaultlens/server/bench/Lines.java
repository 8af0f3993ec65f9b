package io.vaultlens.server.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The job records of an archive, line after line; used by one thread. */
final class Lines implements AutoCloseable {
    private final Iterator<Path> files;
    private BufferedReader file = new BufferedReader(java.io.Reader.nullReader());

    Lines(Path archive) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            List<Path> found =
                    all.filter(file -> Files.isRegularFile(file) && isJobs(file)).sorted().toList();
            this.files = found.iterator();
        }
    }

    private static boolean isJobs(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).contains("addonazurebackupjobs");
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
