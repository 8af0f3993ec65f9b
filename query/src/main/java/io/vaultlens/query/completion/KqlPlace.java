package io.vaultlens.query.completion;

import io.vaultlens.query.kql.lex.Lexer;
import io.vaultlens.query.kql.lex.Token;
import io.vaultlens.query.kql.lex.Token.Kind;
import io.vaultlens.query.kql.parse.Operators;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a place in a KQL text from the words before it, which need not parse.
 *
 * @param before the text of the query whose columns are in sight; at a query's beginning only the
 *     statements before it
 * @param operator the operator at hand, empty before its name
 * @param words the words of the operator before the place, its name included
 * @param prefix the beginning of the word at the place
 * @param from where that begins
 * @param quote the quote that is open at the place, or empty
 * @param start whether a query begins here
 * @param first whether no bar stands before the place in its query
 */
record KqlPlace(
        String before,
        String operator,
        List<Token> words,
        String prefix,
        int from,
        String quote,
        boolean start,
        boolean first) {
    KqlPlace {
        words = List.copyOf(words);
    }

    /** A query within the text: where it begins and its bars. */
    private static final class Frame {
        final boolean query;
        final boolean implied;
        int begin;
        final List<Integer> bars = new ArrayList<>();

        Frame(int begin, boolean query, boolean implied) {
            this.begin = begin;
            this.query = query;
            this.implied = implied;
        }
    }

    /** The place at the end of a text. */
    static KqlPlace atEndOf(String head) {
        List<Token> tokens = new ArrayList<>(Lexer.tokens(head, new ArrayList<>()));
        tokens.removeLast();
        String quote = "";
        String prefix = "";
        int from = head.length();
        if (!tokens.isEmpty()) {
            Token last = tokens.getLast();
            String text = head.substring(last.span().start(), last.span().end());
            boolean touches = last.span().end() == head.length();
            if (last.kind() == Kind.BROKEN && (text.startsWith("\"") || text.startsWith("'"))) {
                quote = text.substring(0, 1);
                prefix = head.substring(last.span().start() + 1);
                from = last.span().start() + 1;
                tokens.removeLast();
            } else if (touches && last.kind() == Kind.WORD) {
                prefix = text;
                from = last.span().start();
                tokens.removeLast();
            }
        }
        return at(head, tokens, prefix, from, quote);
    }

    private static KqlPlace at(
            String head, List<Token> tokens, String prefix, int from, String quote) {
        Deque<Frame> frames = new ArrayDeque<>();
        frames.push(new Frame(0, true, false));
        int statement = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") || token.is("{") || token.is("[")) {
                frames.push(opened(tokens, i));
            } else if ((token.is(")") || token.is("}") || token.is("]")) && frames.size() > 1) {
                frames.pop();
            } else if (token.is("|")) {
                frames.peek().bars.add(token.span().start());
            } else if (token.is(";")) {
                frames.peek().begin = token.span().end();
                frames.peek().bars.clear();
                statement = frames.size() == 1 ? token.span().end() : statement;
            } else if (token.is("=") && i >= 2 && tokens.get(i - 2).is("let")) {
                frames.peek().begin = token.span().end();
            }
        }
        return place(head, tokens, prefix, from, quote, frames, statement);
    }

    /** Whether a bracket holds a query, its own or one over the rows before it. */
    private static Frame opened(List<Token> tokens, int at) {
        int begin = tokens.get(at).span().end();
        if (tokens.get(at).is("{")) {
            return new Frame(begin, true, false);
        }
        String operator = "";
        boolean after = false;
        for (int i = at - 1; i >= 0 && !tokens.get(i).is("|") && !tokens.get(i).is(";"); i--) {
            operator = tokens.get(i).text();
            after |= tokens.get(i).is("on") || tokens.get(i).is("by");
        }
        String before = at == 0 ? "" : tokens.get(at - 1).text();
        boolean table =
                switch (operator) {
                    case "join", "lookup" -> !after;
                    case "union" -> true;
                    default -> before.equals("toscalar") || before.equals("materialize");
                };
        boolean over =
                switch (operator) {
                    case "mv", "partition", "fork" -> !before.equals("typeof");
                    default -> false;
                };
        return new Frame(begin, table, over && tokens.get(at).is("("));
    }

    private static KqlPlace place(
            String head,
            List<Token> tokens,
            String prefix,
            int from,
            String quote,
            Deque<Frame> frames,
            int statement) {
        String lets = head.substring(0, statement);
        Frame frame = frames.peek();
        for (Frame each : frames) {
            frame = each;
            if (!each.bars.isEmpty() || each.query || each.implied) {
                break;
            }
        }
        int segment = frame.bars.isEmpty() ? frame.begin : frame.bars.getLast() + 1;
        List<Token> words =
                tokens.stream().filter(token -> token.span().start() >= segment).toList();
        boolean first = frame.bars.isEmpty() && !frame.implied;
        String before = first ? lets : lets + query(head, frames, frame);
        boolean named = !first && quote.isEmpty() && isName(words, from);
        if (named && !words.isEmpty()) {
            int begin = words.getFirst().span().start();
            return new KqlPlace(
                    before, "", List.of(), head.substring(begin), begin, "", false, false);
        }
        String operator = first ? leading(words) : operator(words);
        return new KqlPlace(
                before, operator, words, prefix, from, quote, first && words.isEmpty(), first);
    }

    /** Whether an operator's name with hyphens is being written up to a place. */
    private static boolean isName(List<Token> words, int place) {
        boolean hyphen = !words.isEmpty() && words.getLast().is("-");
        for (int i = 0; i < words.size(); i++) {
            int next = i + 1 < words.size() ? words.get(i + 1).span().start() : place;
            hyphen &= words.get(i).span().end() == next;
        }
        return hyphen;
    }

    /** The text of the query up to its last bar; that of the query around it comes before. */
    private static String query(String head, Deque<Frame> frames, Frame frame) {
        String own = frame.bars.isEmpty() ? "" : head.substring(frame.begin, frame.bars.getLast());
        if (!frame.implied) {
            return own;
        }
        boolean inside = false;
        for (Frame each : frames) {
            if (inside && (!each.bars.isEmpty() || each.query)) {
                String around = query(head, frames, each);
                return own.isBlank() ? around : around + " | " + own;
            }
            inside |= each == frame;
        }
        return own;
    }

    private static String leading(List<Token> words) {
        String first = words.isEmpty() ? "" : words.getFirst().text();
        return switch (first) {
            case "union", "search", "find", "print", "range" -> first;
            default -> "";
        };
    }

    /** The words of an operator's name, hyphens between them. */
    private static String operator(List<Token> words) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            Token token = words.get(i);
            boolean joins = i == 0 || token.follows(words.get(i - 1));
            if (!joins || token.kind() != Kind.WORD && !token.is("-")) {
                break;
            }
            name.append(token.text());
        }
        String known = name.toString();
        return Operators.KNOWN.contains(known) ? known : "";
    }

    /** The word before the place, n words back, counted from 0. */
    Optional<Token> back(int n) {
        return n < words.size() ? Optional.of(words.get(words.size() - 1 - n)) : Optional.empty();
    }

    boolean endsWith(String word) {
        return back(0).map(token -> token.is(word)).orElse(false);
    }
}
