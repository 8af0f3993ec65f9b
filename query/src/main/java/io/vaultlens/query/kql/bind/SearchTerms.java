package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Spells the predicate of search and find out for the columns of one table. */
final class SearchTerms {
    private final boolean caseSensitive;
    private final Relation rows;

    SearchTerms(boolean caseSensitive, Relation rows) {
        this.caseSensitive = caseSensitive;
        this.rows = rows;
    }

    /** The predicate for the table; empty where it can never be true there. */
    Optional<Expression> over(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal when literal.type() == ColumnType.STRING ->
                    anyColumn(BinaryOperator.HAS, literal);
            case Expression.Star star ->
                    Optional.of(new Expression.Literal(ColumnType.BOOL, true, star.span()));
            case Expression.Binary binary -> over(binary);
            case Expression.Call call -> over(call);
            case Expression.Membership membership
                    when membership.value() instanceof Expression.Star ->
                    anyColumn(membership);
            default -> lacks(expression) ? Optional.empty() : Optional.of(expression);
        };
    }

    private Optional<Expression> over(Expression.Call call) {
        if (!call.name().text().equals("not") || call.arguments().size() != 1) {
            return lacks(call) ? Optional.empty() : Optional.of(call);
        }
        return over(call.values().getFirst())
                .map(inner ->
                        new Expression.Call(
                                call.name(),
                                List.of(new Expression.Argument(Optional.empty(), inner)),
                                call.span()));
    }

    private Optional<Expression> over(Expression.Binary binary) {
        if (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR) {
            Optional<Expression> left = over(binary.left());
            Optional<Expression> right = over(binary.right());
            if (left.isPresent() && right.isPresent()) {
                return Optional.of(joined(binary.operator(), left.get(), right.get()));
            }
            return binary.operator() == BinaryOperator.AND
                    ? Optional.empty()
                    : left.or(() -> right);
        }
        if (binary.left() instanceof Expression.Star) {
            return anyColumn(binary.operator(), binary.right());
        }
        if (lacks(binary)) {
            return Optional.empty();
        }
        return Optional.of(
                binary.operator() == BinaryOperator.SEARCH_TERM
                        ? term(BinaryOperator.HAS, binary.left(), binary.right())
                        : binary);
    }

    /** Whether it names a column that the table does not have. */
    private boolean lacks(Expression expression) {
        return columns(expression).stream().anyMatch(name -> rows.field(name).isEmpty());
    }

    /** Whether a condition compares any column: {@code * has "x"}. */
    static boolean hasStar(Expression expression) {
        return switch (expression) {
            case Expression.Binary binary ->
                    binary.left() instanceof Expression.Star
                            || hasStar(binary.left())
                            || hasStar(binary.right());
            case Expression.Membership membership -> membership.value() instanceof Expression.Star;
            case Expression.Call call ->
                    call.name().text().equals("not")
                            && call.values().stream().anyMatch(SearchTerms::hasStar);
            default -> false;
        };
    }

    /** The columns that an expression names, as far as they are compared with something. */
    static Set<String> columns(Expression expression) {
        Set<String> columns = new LinkedHashSet<>();
        switch (expression) {
            case Expression.Reference reference -> columns.add(reference.name());
            case Expression.Binary binary -> {
                columns.addAll(columns(binary.left()));
                boolean both =
                        binary.operator() == BinaryOperator.AND
                                || binary.operator() == BinaryOperator.OR;
                columns.addAll(both ? columns(binary.right()) : Set.of());
            }
            case Expression.Between between -> columns.addAll(columns(between.value()));
            case Expression.Membership membership -> columns.addAll(columns(membership.value()));
            case Expression.Member member -> columns.addAll(columns(member.object()));
            case Expression.Index index -> columns.addAll(columns(index.object()));
            case Expression.Sign sign -> columns.addAll(columns(sign.operand()));
            case Expression.Call call ->
                    call.values().forEach(value -> columns.addAll(columns(value)));
            default -> {
                // It names no column.
            }
        }
        return columns;
    }

    private List<Expression> texts(Span span) {
        List<Expression> columns = new ArrayList<>();
        for (Relation.Field field : rows.fields()) {
            ColumnType type = Binding.type(rows.ref(field));
            if (type == ColumnType.STRING || type == ColumnType.DYNAMIC) {
                columns.add(new Expression.Reference(field.name(), span));
            }
        }
        return columns;
    }

    private Optional<Expression> anyColumn(BinaryOperator operator, Expression term) {
        BinaryOperator kind =
                operator == BinaryOperator.SEARCH_TERM ? BinaryOperator.HAS : operator;
        return texts(term.span()).stream()
                .map(column -> term(kind, column, term))
                .reduce((one, other) -> joined(BinaryOperator.OR, one, other));
    }

    private Optional<Expression> anyColumn(Expression.Membership membership) {
        return texts(membership.span()).stream()
                .map(column ->
                        (Expression)
                                new Expression.Membership(
                                        membership.operator(),
                                        column,
                                        membership.items(),
                                        membership.operatorSpan(),
                                        membership.span()))
                .reduce((one, other) -> joined(BinaryOperator.OR, one, other));
    }

    /** A term with a star at its end is a prefix, with one at both ends any part. */
    private Expression term(BinaryOperator operator, Expression column, Expression term) {
        Span span = term.span();
        boolean starred =
                operator == BinaryOperator.HAS
                        && term instanceof Expression.Literal literal
                        && literal.value() instanceof String text
                        && text.contains("*");
        if (!starred) {
            BinaryOperator kind = caseSensitive ? exact(operator) : operator;
            return new Expression.Binary(kind, column, term, span, span);
        }
        String text = (String) ((Expression.Literal) term).value();
        String bare = text.replaceAll("^\\*|\\*$", "");
        if (bare.contains("*")) {
            return pattern(column, text, span);
        }
        boolean starts = text.startsWith("*");
        BinaryOperator kind =
                !text.endsWith("*")
                        ? BinaryOperator.HAS_SUFFIX
                        : starts ? BinaryOperator.CONTAINS : BinaryOperator.HAS_PREFIX;
        Expression wanted = new Expression.Literal(ColumnType.STRING, bare, span);
        BinaryOperator exact = caseSensitive ? exact(kind) : kind;
        return new Expression.Binary(exact, column, wanted, span, span);
    }

    /** Stars within a term stand for anything between its parts. */
    private Expression pattern(Expression column, String text, Span span) {
        StringBuilder regex = new StringBuilder(caseSensitive ? "" : "(?i)");
        regex.append(text.startsWith("*") ? "" : "\\b");
        for (char c : text.toCharArray()) {
            if (c == '*') {
                regex.append(".*");
            } else {
                regex.append("\\.[]{}()+-?^$|".indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        regex.append(text.endsWith("*") ? "" : "\\b");
        Expression wanted = new Expression.Literal(ColumnType.STRING, regex.toString(), span);
        return new Expression.Binary(BinaryOperator.MATCHES_REGEX, column, wanted, span, span);
    }

    private static BinaryOperator exact(BinaryOperator operator) {
        return switch (operator) {
            case HAS -> BinaryOperator.HAS_CS;
            case CONTAINS -> BinaryOperator.CONTAINS_CS;
            case HAS_PREFIX -> BinaryOperator.HAS_PREFIX_CS;
            case HAS_SUFFIX -> BinaryOperator.HAS_SUFFIX_CS;
            default -> operator;
        };
    }

    private static Expression joined(BinaryOperator operator, Expression left, Expression right) {
        Span span = left.span().to(right.span());
        return new Expression.Binary(operator, left, right, span, span);
    }
}
