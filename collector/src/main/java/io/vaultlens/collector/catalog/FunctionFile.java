package io.vaultlens.collector.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one function's file: its comment says what it gives, its name is the file's. */
final class FunctionFile {
    static final String ENDING = ".kql";

    private FunctionFile() {}

    static Optional<FunctionDef> read(String file, String text, List<Mistake> mistakes) {
        String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ENDING.length());
        String doc =
                text.lines()
                        .takeWhile(line -> line.startsWith("//"))
                        .map(line -> line.substring(2).strip())
                        .collect(Collectors.joining(" "));
        if (doc.isEmpty()) {
            mistakes.add(new Mistake(file, 1, "the first line is no comment; say what it gives"));
        }
        if (!text.contains("let " + name + " =")) {
            mistakes.add(new Mistake(file, 1, "it makes no function of the file's name, " + name));
            return Optional.empty();
        }
        return Optional.of(new FunctionDef(name, doc, text));
    }
}
