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
 * The folders of table and function files that came with the program.
 *
 * <p>They are listed where the classes lie, in a folder or in a jar, so that a new table is one new
 * file and no list has to be kept.
 */
final class BundledFiles {
    private BundledFiles() {}

    /** The texts of a folder's files with this ending, by their names. */
    static Map<String, String> in(String folder, String ending) {
        try {
            URI classes =
                    BundledFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path code = Path.of(classes);
            if (Files.isDirectory(code)) {
                return texts(code.resolve(folder), folder, ending);
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return texts(jar.getPath("/" + folder), folder, ending);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled " + folder + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program lies at a place that is no file", e);
        }
    }

    private static Map<String, String> texts(Path place, String folder, String ending)
            throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
                String name = folder + "/" + place.relativize(file);
                texts.put(name.replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }
}
