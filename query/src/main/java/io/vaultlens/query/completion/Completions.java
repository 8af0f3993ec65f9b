package io.vaultlens.query.completion;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.Language;
import io.vaultlens.query.Query;
import io.vaultlens.query.function.Library;
import io.vaultlens.query.kql.bind.Sight;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.result.Rows;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what may be written at a place of a text and what its words mean, from the same binder that
 * answers questions; the text need not parse. Safe for all threads.
 */
public final class Completions {
    private static final int MOST = 200;

    private final Tables tables;
    private final Functions functions;
    private final Function<String, Sight> sight;
    private final KqlSuggestions kql;
    private final SqlSuggestions sql;

    /**
     * Completions over these tables and functions.
     *
     * @param sight the columns and names that the end of a KQL text sees
     * @param engine answers a query for values, under the access rule it carries
     */
    public Completions(
            Catalog catalog,
            Library library,
            Function<String, Sight> sight,
            Function<Query, Rows> engine) {
        this.tables = new Tables(catalog);
        this.functions = new Functions(library);
        this.sight = sight;
        Values values = new Values(engine);
        this.kql = new KqlSuggestions(tables, functions, values, sight);
        this.sql = new SqlSuggestions(tables, functions, values);
    }

    /** What may be written at a place, narrowed to what is typed before it. */
    public Completion at(Query query, int position) {
        String text = query.text();
        int place = Math.clamp(position, 0, text.length());
        String head = text.substring(0, place);
        if (isComment(head, query.language())) {
            return new Completion(place, place, List.of());
        }
        if (query.language() == Language.SQL) {
            int from = typed(head);
            return narrowed(sql.at(head, query), head.substring(from), from, place);
        }
        KqlPlace here = KqlPlace.atEndOf(head);
        return narrowed(kql.at(here, query), here.prefix(), here.from(), place);
    }

    private static boolean isComment(String head, Language language) {
        String line = head.substring(head.lastIndexOf('\n') + 1).strip();
        return line.startsWith(language == Language.SQL ? "--" : "//");
    }

    /** Where what is typed begins: a text after its quote, or a word. */
    private static int typed(String head) {
        int quote = head.lastIndexOf('\'');
        if (head.chars().filter(c -> c == '\'').count() % 2 == 1) {
            return quote + 1;
        }
        int from = head.length();
        while (from > 0 && isWord(head.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** Those that begin with what is typed come first, then those that have it in them. */
    private static Completion narrowed(List<Suggestion> all, String typed, int from, int to) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<Suggestion> begin = new ArrayList<>();
        List<Suggestion> have = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (Suggestion each : all) {
            String label = each.label().toLowerCase(Locale.ROOT);
            if (labels.contains(each.kind() + label)) {
                continue;
            }
            labels.add(each.kind() + label);
            if (label.startsWith(wanted)) {
                begin.add(each);
            } else if (wanted.length() > 1 && label.contains(wanted)) {
                have.add(each);
            }
        }
        if (!wanted.isEmpty()) {
            begin.sort(Comparator.comparing((Suggestion each) -> !each.label().startsWith(typed)));
        }
        begin.addAll(have);
        return new Completion(from, to, begin.subList(0, Math.min(MOST, begin.size())));
    }

    /** What the word at a place means; empty where there is none that is known. */
    public Optional<Hover> hover(Query query, int position) {
        String text = query.text();
        int from = Math.clamp(position, 0, text.length());
        int to = from;
        while (from > 0 && isPart(text, from - 1)) {
            from--;
        }
        while (to < text.length() && isPart(text, to)) {
            to++;
        }
        if (from == to) {
            return Optional.empty();
        }
        String word = text.substring(from, to);
        Span span = new Span(from, to);
        return column(query, word, span)
                .or(() -> table(word, span))
                .or(() -> operator(query, word, span))
                .or(() -> function(word, span));
    }

    /** A hyphen between letters belongs to the word: project-away. */
    private static boolean isPart(String text, int at) {
        boolean hyphen =
                text.charAt(at) == '-'
                        && at > 0
                        && at + 1 < text.length()
                        && Character.isLetter(text.charAt(at - 1))
                        && Character.isLetter(text.charAt(at + 1));
        return hyphen || isWord(text.charAt(at));
    }

    private Optional<Hover> column(Query query, String word, Span span) {
        if (query.language() == Language.SQL) {
            return tables.named(query.text()).stream()
                    .flatMap(table -> table.columns().stream())
                    .filter(column -> column.name().equalsIgnoreCase(word))
                    .findFirst()
                    .map(column ->
                            new Hover(
                                    span,
                                    column.name() + ": " + column.type().kqlName(),
                                    column.doc()));
        }
        KqlPlace place = KqlPlace.atEndOf(query.text().substring(0, span.start()));
        return sight.apply(place.before()).columns().stream()
                .filter(column -> column.name().equals(word))
                .findFirst()
                .map(column -> hover(place, column, span));
    }

    private Hover hover(KqlPlace place, ResultColumn column, Span span) {
        return new Hover(
                span,
                column.name() + ": " + column.type().kqlName(),
                tables.doc(place.before(), column.name()));
    }

    private Optional<Hover> table(String word, Span span) {
        Optional<TableDef> table = tables.catalog().table(word);
        return table.map(each -> new Hover(span, each.name() + ": table", each.doc()));
    }

    private static Optional<Hover> operator(Query query, String word, Span span) {
        boolean kql = query.language() == Language.KQL;
        return kql
                ? OperatorGuide.of(word).map(each -> new Hover(span, each.form(word), each.doc()))
                : Optional.empty();
    }

    private Optional<Hover> function(String word, Span span) {
        List<String> forms = functions.forms(word.toLowerCase(Locale.ROOT));
        return forms.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Hover(
                                span,
                                forms.getFirst(),
                                String.join("\n", forms.subList(1, forms.size()))));
    }
}
