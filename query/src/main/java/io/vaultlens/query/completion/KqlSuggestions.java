package io.vaultlens.query.completion;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.Query;
import io.vaultlens.query.completion.Guide.Entry;
import io.vaultlens.query.completion.Suggestion.Kind;
import io.vaultlens.query.kql.bind.Sight;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.result.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What may be written at a place of a KQL text. */
final class KqlSuggestions {
    private static final List<String> COMPARING =
            List.of(
                    "==",
                    "!=",
                    "=~",
                    "!~",
                    "has",
                    "!has",
                    "contains",
                    "!contains",
                    "startswith",
                    "!startswith",
                    "endswith",
                    "!endswith",
                    "has_cs",
                    "contains_cs",
                    "hasprefix");
    private static final List<String> LISTS = List.of("in", "!in", "in~", "!in~", "has_any");

    private final Tables tables;
    private final Functions functions;
    private final Values values;
    private final Function<String, Sight> sight;

    /**
     * @param sight the columns and names that the end of a query's text sees
     */
    KqlSuggestions(
            Tables tables, Functions functions, Values values, Function<String, Sight> sight) {
        this.tables = tables;
        this.functions = functions;
        this.values = values;
        this.sight = sight;
    }

    /** The suggestions for a place, not yet narrowed to what is typed. */
    List<Suggestion> at(KqlPlace place, Query asked) {
        Optional<String> compared = compared(place);
        if (!place.quote().isEmpty()) {
            return compared.map(column -> values(place, asked, column)).orElse(List.of());
        }
        if (place.start()) {
            return start(place);
        }
        if (place.operator().isEmpty()) {
            return place.first() ? List.of(bar()) : operators();
        }
        Sight seen = sight.apply(place.before());
        Optional<List<Suggestion>> fixed = fixed(place);
        if (fixed.isPresent()) {
            return fixed.get();
        }
        List<Suggestion> all = new ArrayList<>();
        compared.ifPresent(column -> all.addAll(values(place, asked, column)));
        Optional<ResultColumn> column = columnBefore(place, seen);
        if (column.isPresent()) {
            comparisons(column.get(), all);
        } else {
            operands(place, seen, all);
        }
        return all;
    }

    private static Suggestion bar() {
        return Suggestion.of(Kind.KEYWORD, "|", "", "Hands the rows to the next operator.");
    }

    private List<Suggestion> start(KqlPlace place) {
        List<Suggestion> all = new ArrayList<>(names(sight.apply(place.before())));
        all.addAll(tables.all());
        for (Entry each : Guide.STATEMENTS) {
            all.add(
                    new Suggestion(
                            Kind.KEYWORD, each.name(), each.name() + " ", each.form(), each.doc()));
        }
        return all;
    }

    private static List<Suggestion> operators() {
        List<Suggestion> all = new ArrayList<>();
        for (OperatorGuide.Entry each : OperatorGuide.ALL) {
            for (String name : each.names()) {
                all.add(
                        new Suggestion(
                                Kind.OPERATOR, name, name + " ", each.form(name), each.doc()));
            }
        }
        return all;
    }

    /** Places where only certain words may stand. */
    private Optional<List<Suggestion>> fixed(KqlPlace place) {
        String operator = place.operator();
        if (place.endsWith("=") && place.back(1).map(t -> t.is("kind")).orElse(false)) {
            List<String> kinds = Guide.KINDS.getOrDefault(operator, List.of());
            return Optional.of(words(Kind.KEYWORD, kinds));
        }
        if (operator.equals("render") && place.words().size() == 1) {
            return Optional.of(words(Kind.KEYWORD, Guide.CHARTS));
        }
        if (place.endsWith("(") && place.back(1).map(t -> t.is("typeof")).orElse(false)) {
            List<String> types = new ArrayList<>();
            for (ColumnType type : ColumnType.values()) {
                types.add(type.kqlName());
            }
            return Optional.of(words(Kind.TYPE, types));
        }
        boolean takesTables = operator.equals("union") && !place.endsWith("=");
        if (takesTables) {
            List<Suggestion> all = new ArrayList<>(tables.all());
            all.addAll(keywords(operator));
            return Optional.of(all);
        }
        return Optional.empty();
    }

    private static List<Suggestion> words(Kind kind, List<String> words) {
        return words.stream().map(word -> Suggestion.of(kind, word, "", "")).toList();
    }

    private static List<Suggestion> keywords(String operator) {
        return OperatorGuide.of(operator)
                .map(entry -> words(Kind.KEYWORD, entry.words()))
                .orElse(List.of());
    }

    /** The column before the place, after which a comparison follows. */
    private static Optional<ResultColumn> columnBefore(KqlPlace place, Sight seen) {
        boolean compares =
                switch (place.operator()) {
                    case "where", "filter", "extend", "project", "summarize", "find", "search" ->
                            true;
                    default -> false;
                };
        Optional<Token> last = place.back(0);
        boolean word = last.isPresent() && last.get().kind() == Token.Kind.WORD;
        if (!compares || !word || place.words().size() < 2) {
            return Optional.empty();
        }
        return seen.columns().stream()
                .filter(column -> column.name().equals(last.get().text()))
                .findFirst();
    }

    private static void comparisons(ResultColumn column, List<Suggestion> all) {
        boolean text = column.type() == ColumnType.STRING || column.type() == ColumnType.DYNAMIC;
        List<String> words = text ? Guide.TEXT_COMPARISONS : Guide.COMPARISONS;
        all.addAll(words(Kind.KEYWORD, words));
        all.add(Suggestion.of(Kind.KEYWORD, "by", "", ""));
    }

    private void operands(KqlPlace place, Sight seen, List<Suggestion> all) {
        String operator = place.operator();
        for (ResultColumn column : seen.columns()) {
            all.add(
                    new Suggestion(
                            Kind.COLUMN,
                            column.name(),
                            written(column.name()),
                            column.type().kqlName(),
                            tables.doc(place.before(), column.name())));
        }
        boolean columnsOnly =
                switch (operator) {
                    case "project-away", "project-keep", "project-reorder" -> true;
                    default -> false;
                };
        if (columnsOnly) {
            all.addAll(keywords(operator));
            return;
        }
        all.addAll(names(seen));
        boolean opens = operator.equals("join") || operator.equals("lookup");
        if (opens) {
            all.addAll(0, keywords(operator));
            all.addAll(tables.all());
            return;
        }
        boolean groups = operator.equals("summarize") || operator.equals("make-series");
        boolean keys = place.words().stream().anyMatch(token -> token.is("by"));
        if (groups && !keys) {
            all.addAll(0, functions.aggregates());
        }
        all.addAll(keywords(operator));
        all.addAll(functions.scalars());
    }

    /** A name that is no word stands in brackets. */
    private static String written(String name) {
        return name.matches("[A-Za-z_]\\w*") ? name : "['" + name.replace("'", "\\'") + "']";
    }

    private static List<Suggestion> names(Sight seen) {
        List<Suggestion> names = new ArrayList<>();
        for (Map.Entry<String, String> each : seen.names().entrySet()) {
            names.add(Suggestion.of(Kind.NAME, each.getKey(), each.getValue(), "Named by let."));
        }
        return names;
    }

    private List<Suggestion> values(KqlPlace place, Query asked, String column) {
        boolean text =
                sight.apply(place.before()).columns().stream()
                        .anyMatch(each ->
                                each.name().equals(column) && each.type() == ColumnType.STRING);
        if (!text) {
            return List.of();
        }
        String quote = place.quote().isEmpty() ? "\"" : place.quote();
        return values.of(asked, place.before(), column, place.prefix()).stream()
                .map(value -> {
                    String inside = value.replace("\\", "\\\\").replace(quote, "\\" + quote);
                    String insert =
                            place.quote().isEmpty() ? quote + inside + quote : inside + quote;
                    return new Suggestion(Kind.VALUE, value, insert, column, "");
                })
                .toList();
    }

    /** The column that the place gives a value to compare with. */
    private static Optional<String> compared(KqlPlace place) {
        List<Token> words = place.words();
        int last = words.size() - 1;
        if (last >= 1 && COMPARING.contains(words.get(last).text())) {
            return name(words.get(last - 1));
        }
        for (int i = last; i >= 2; i--) {
            Token token = words.get(i);
            if (token.is("(") && LISTS.contains(words.get(i - 1).text())) {
                return name(words.get(i - 2));
            }
            if (!token.is(",") && token.kind() != Token.Kind.TEXT) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<String> name(Token token) {
        return token.kind() == Token.Kind.WORD ? Optional.of(token.text()) : Optional.empty();
    }
}
