package io.vaultlens.collector.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden file in memory: the prose at its head and its cases. */
final class GoldenFile {
    private static final Pattern SECTION = Pattern.compile("-- ([a-z]+)");
    private static final String TITLE = "== ";

    private final Path path;
    private final List<String> head = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    GoldenFile(Path path) {
        this.path = path;
        try {
            parse(Files.readAllLines(path));
        } catch (IOException e) {
            throw new UncheckedIOException("the golden file " + path + " cannot be read", e);
        }
    }

    private void parse(List<String> text) {
        int line = 0;
        while (line < text.size() && !text.get(line).startsWith(TITLE)) {
            head.add(text.get(line++));
        }
        while (line < text.size()) {
            int end = line + 1;
            while (end < text.size() && !text.get(end).startsWith(TITLE)) {
                end++;
            }
            lines.add(line + 1);
            cases.add(parseCase(text.subList(line, end)));
            line = end;
        }
    }

    private static Case parseCase(List<String> block) {
        String title = block.getFirst().substring(TITLE.length()).strip();
        Map<String, List<String>> parts = new LinkedHashMap<>();
        List<String> part = parts.computeIfAbsent("", name -> new ArrayList<>());
        for (String line : block.subList(1, block.size())) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                part = parts.computeIfAbsent(section.group(1), name -> new ArrayList<>());
            } else {
                part.add(line);
            }
        }
        Map<String, String> sections = new LinkedHashMap<>();
        parts.forEach((name, body) -> sections.put(name, trimmed(String.join("\n", body))));
        String text = sections.remove("");
        return new Case(title, text, sections);
    }

    /** Without the empty lines at the end: they only part one block from the next. */
    static String trimmed(String text) {
        return text.replaceAll("\\n+\\z", "");
    }

    List<Case> cases() {
        return cases;
    }

    int line(int index) {
        return lines.get(index);
    }

    Path path() {
        return path;
    }

    /** Puts another case at a place and writes the whole file. */
    synchronized void replace(int index, Case with) {
        cases.set(index, with);
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append(line).append('\n'));
        for (int i = 0; i < cases.size(); i++) {
            text.append(i == 0 ? "" : "\n").append(cases.get(i).block()).append('\n');
        }
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the golden file " + path + " cannot be written", e);
        }
    }
}
