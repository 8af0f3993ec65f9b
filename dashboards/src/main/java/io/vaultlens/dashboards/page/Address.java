package io.vaultlens.dashboards.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The address of a page with its parameters; each change gives a new one. */
public final class Address {
    /**
     * One parameter.
     *
     * @param name its name
     * @param value its value, not encoded
     */
    public record Pair(String name, String value) {}

    private final String path;
    private final List<Pair> pairs;

    private Address(String path, List<Pair> pairs) {
        this.path = path;
        this.pairs = List.copyOf(pairs);
    }

    /** The address of a path, without parameters. */
    public static Address of(String path) {
        return new Address(path, List.of());
    }

    /** One segment of a path, made safe. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same parameters under another path. */
    public Address under(String newPath) {
        return new Address(newPath, pairs);
    }

    /** With one more parameter; an empty value adds none. */
    public Address and(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        List<Pair> more = new ArrayList<>(pairs);
        more.add(new Pair(name, value));
        return new Address(path, more);
    }

    /** With one more parameter for each value. */
    public Address andAll(String name, List<String> values) {
        Address all = this;
        for (String value : values) {
            all = all.and(name, value);
        }
        return all;
    }

    /** With this as the only value of its name; an empty value takes the name away. */
    public Address with(String name, String value) {
        return new Address(path, pairs.stream().filter(p -> !p.name.equals(name)).toList())
                .and(name, value);
    }

    /** Its path, as a form names it that brings its own parameters. */
    public String path() {
        return path;
    }

    /** Its parameters in order. */
    public List<Pair> pairs() {
        return pairs;
    }

    /** Its parameters but those, as a form carries them along that sets those itself. */
    public List<Pair> pairsWithout(String... names) {
        return pairs.stream().filter(p -> !List.of(names).contains(p.name)).toList();
    }

    @Override
    public String toString() {
        if (pairs.isEmpty()) {
            return path;
        }
        var text = new StringBuilder(path);
        char separator = '?';
        for (Pair pair : pairs) {
            text.append(separator).append(encoded(pair.name));
            text.append('=').append(encoded(pair.value));
            separator = '&';
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
