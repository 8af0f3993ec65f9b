package io.vaultlens.server.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberTableAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sizes of the house: files, methods and lines that a person can take in. */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 60;
    private static final int LINE_CHARACTERS = 110;

    @Test
    void filesAndLinesAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > FILE_LINES) {
                found.add(file + ": " + lines.size() + " lines");
            }
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LINE_CHARACTERS) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).length() + " characters");
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** A shrinking follows rows that come and go; of one that is changed it hears late. */
    @Test
    void noRowIsChangedInPlaceWhileTheStoreIsOpen() throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : sources()) {
            if (file.toString().contains("/src/main/")
                    && Files.readString(file).contains("\"UPDATE ")) {
                found.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of("Rekeying.java", "Writer.java"), found);
    }

    @Test
    void methodsAreShort() throws IOException {
        List<String> found = new ArrayList<>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(place -> !place.contains("-tests.jar"))
                        .withImportOption(place -> !place.contains("/page/template/"))
                        .importPackages("io.vaultlens")) {
            try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
                for (MethodModel method : ClassFile.of().parse(bytes.readAllBytes()).methods()) {
                    int lines = lines(method);
                    if (lines > METHOD_LINES && !method.methodName().equalsString("<clinit>")) {
                        found.add(
                                type.getName()
                                        + "."
                                        + method.methodName()
                                        + ": "
                                        + lines
                                        + " lines");
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    /** A method's length; of a constructor only lines with code, for fields are set in it too. */
    private static int lines(MethodModel method) {
        Set<Integer> lines = new TreeSet<>();
        for (CodeAttribute code : method.findAttribute(Attributes.code()).stream().toList()) {
            for (LineNumberTableAttribute table :
                    code.findAttributes(Attributes.lineNumberTable())) {
                table.lineNumbers().forEach(line -> lines.add(line.lineNumber()));
            }
        }
        if (lines.isEmpty() || method.methodName().equalsString("<init>")) {
            return lines.size();
        }
        return Collections.max(lines) - Collections.min(lines) + 1;
    }

    private static List<Path> sources() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<Path> found = new ArrayList<>();
        for (String room : List.of("collector", "query", "dashboards", "server")) {
            try (Stream<Path> files = Files.walk(root.resolve(room).resolve("src"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        assertTrue(found.size() > 10, "the sources are not where this test looks: " + root);
        return found;
    }
}
