package io.vaultlens.query.kql.ast;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;

/** A scalar expression, or a query where an expression may stand. */
public sealed interface Expression {
    /** Where it stands in the text. */
    Span span();

    /**
     * A value written out.
     *
     * @param value by type: Boolean, Integer, Long, Double, BigDecimal, String, Long ticks for
     *     datetime and timespan, UUID, and compact JSON text for dynamic
     */
    record Literal(ColumnType type, Object value, Span span) implements Expression {}

    /** A typed null, such as {@code long(null)}. */
    record NullLiteral(ColumnType type, Span span) implements Expression {}

    /** A type as an argument: {@code typeof(long)}. */
    record TypeOf(ColumnType type, Span span) implements Expression {}

    /** A column, a let variable, a table, {@code $left} or {@code $right}. */
    record Reference(String name, Span span) implements Expression {}

    /** All columns: {@code *}. */
    record Star(Span span) implements Expression {}

    /** A minus or plus before its operand. */
    record Sign(boolean negative, Expression operand, Span span) implements Expression {}

    /** Two operands and what stands between them. */
    record Binary(
            BinaryOperator operator,
            Expression left,
            Expression right,
            Span operatorSpan,
            Span span)
            implements Expression {}

    /** {@code value between (low .. high)}, or its negation; both ends are inside. */
    record Between(Expression value, Expression low, Expression high, boolean negated, Span span)
            implements Expression {}

    /**
     * {@code value in (items)} and its kin.
     *
     * @param items the values, dynamic arrays and sub-queries of one column in the parentheses
     */
    record Membership(
            MembershipOperator operator,
            Expression value,
            List<Expression> items,
            Span operatorSpan,
            Span span)
            implements Expression {
        public Membership {
            items = List.copyOf(items);
        }
    }

    /** {@code name(arguments)}. */
    record Call(Name name, List<Argument> arguments, Span span) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        /** The arguments' values alone. */
        public List<Expression> values() {
            return arguments.stream().map(Argument::value).toList();
        }
    }

    /** One argument of a call, perhaps by name: {@code f(x, len=3)}. */
    record Argument(Optional<Name> name, Expression value) {}

    /** {@code object.name} or {@code object.['name']}. */
    record Member(Expression object, Name name, Span span) implements Expression {}

    /** {@code object[index]}. */
    record Index(Expression object, Expression index, Span span) implements Expression {}

    /** A query where an expression may stand: an argument, a let's value, the items of `in`. */
    record Subquery(Pipeline pipeline, Span span) implements Expression {}
}
