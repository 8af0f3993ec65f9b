package io.vaultlens.dashboards.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A question kept in a file: KQL with its title and explanation as comments on top and its
 * parameters declared by KQL's own {@code declare query_parameters}.
 *
 * @param name the file's name without its ending
 * @param title what it answers, from the comment {@code // title: …}
 * @param doc more about it, from the comments {@code // doc: …}
 * @param text the whole file
 */
public record Report(String name, String title, String doc, String text) {
    private static final String TITLE = "// title:";
    private static final String DOC = "// doc:";

    /** The question alone, without the title and the explanation. */
    public String question() {
        return text.lines()
                .dropWhile(line -> line.startsWith(TITLE) || line.startsWith(DOC))
                .collect(Collectors.joining("\n"));
    }

    /** Reads the report of this name. */
    static Report load(String name) {
        try (InputStream in = Report.class.getResourceAsStream("/reports/" + name + ".kql")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no report " + name + ".kql among the resources");
            }
            return of(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report that a file of this name and text is. */
    static Report of(String name, String text) {
        String title = name;
        var doc = new StringBuilder();
        for (String line : text.lines().takeWhile(l -> l.startsWith("//")).toList()) {
            if (line.startsWith(TITLE)) {
                title = line.substring(TITLE.length()).strip();
            } else if (line.startsWith(DOC)) {
                doc.append(doc.isEmpty() ? "" : " ").append(line.substring(DOC.length()).strip());
            }
        }
        return new Report(name, title, doc.toString(), text);
    }
}
