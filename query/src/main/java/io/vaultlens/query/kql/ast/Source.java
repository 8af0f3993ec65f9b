package io.vaultlens.query.kql.ast;

import io.vaultlens.query.text.Span;
import java.util.List;

/** Where the rows of a pipeline come from. */
public sealed interface Source {
    /** Where it stands in the text. */
    Span span();

    /** A table, a view or a let variable by name; the name may hold wildcards in a union. */
    record Table(NamePattern name, Span span) implements Source {}

    /** A function that gives rows: a let function, {@code table("T")}, {@code materialize(…)}. */
    record Function(Expression.Call call, Span span) implements Source {}

    /** {@code workspace("w").T}, {@code cluster("c").database("d").T}: all mean our own tables. */
    record Qualified(List<Expression.Call> qualifiers, Source table, Span span) implements Source {
        public Qualified {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /** A pipeline in parentheses. */
    record Nested(Pipeline pipeline, Span span) implements Source {}

    /** The table that a text means which begins with an operator. */
    record Implied(Span span) implements Source {}

    /** One row of expressions. */
    record Print(List<NamedExpression> items, Span span) implements Source {
        public Print {
            items = List.copyOf(items);
        }
    }

    /** A column of evenly spaced values, both ends included. */
    record Range(Name name, Expression from, Expression to, Expression step, Span span)
            implements Source {}

    /** Rows written out, all cells in one list, row after row. */
    record Datatable(List<SchemaColumn> columns, List<Expression> cells, Span span)
            implements Source {
        public Datatable {
            columns = List.copyOf(columns);
            cells = List.copyOf(cells);
        }
    }

    /** An operator that can also begin a text: union, search, find, evaluate. */
    record Leading(Operator operator, Span span) implements Source {}

    /** Data from outside, which is always refused. */
    record External(Span span) implements Source {}
}
