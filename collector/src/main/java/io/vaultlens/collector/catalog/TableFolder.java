package io.vaultlens.collector.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder of table files that came with the program.
 *
 * <p>It is listed where the classes lie, in a folder or in a jar, so that a new table is one new
 * file and no list has to be kept.
 */
final class TableFolder {
    private static final String FOLDER = "tables";

    private TableFolder() {}

    static Map<String, String> bundled() {
        try {
            URI place =
                    TableFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path code = Path.of(place);
            if (Files.isDirectory(code)) {
                return texts(code.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return texts(jar.getPath("/" + FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled tables cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program lies at a place that is no file", e);
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                String name = FOLDER + "/" + folder.relativize(file);
                texts.put(name.replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
