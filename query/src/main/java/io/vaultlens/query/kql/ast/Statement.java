package io.vaultlens.query.kql.ast;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.text.Span;
import java.util.List;
import java.util.Optional;

/** One statement of a program. */
public sealed interface Statement {
    /** Where it stands in the text. */
    Span span();

    /**
     * {@code let name = value}; whether it is a scalar, a table or another name of a function is
     * known when it is bound.
     */
    record Let(Name name, Expression value, Span span) implements Statement {}

    /** {@code let name = (parameters) { body }}. */
    record LetFunction(Name name, FunctionBody function, Span span) implements Statement {}

    /** {@code declare query_parameters(…)}. */
    record QueryParameters(List<Parameter> parameters, Span span) implements Statement {}

    /** {@code set option = value}. */
    record SetOption(Name name, Optional<Expression> value, Span span) implements Statement {}

    /** {@code alias database name = …}: every database means our own tables. */
    record Alias(Name name, Expression value, Span span) implements Statement {}

    /** {@code restrict access to (tables)}. */
    record Restrict(List<NamePattern> tables, Span span) implements Statement {}

    /**
     * {@code declare pattern name = (parameters)[path] { cases }}; without cases it is only known.
     *
     * @param path what stands behind the point of a call
     */
    record Pattern(
            Name name,
            List<Parameter> parameters,
            Optional<Parameter> path,
            List<PatternCase> cases,
            Span span)
            implements Statement {
        public Pattern {
            parameters = List.copyOf(parameters);
            cases = List.copyOf(cases);
        }
    }

    /** One case of a pattern: the texts it is for, and what it then gives. */
    record PatternCase(
            List<Expression> values, Optional<Expression> path, Expression result, Span span) {
        public PatternCase {
            values = List.copyOf(values);
        }
    }

    /** A query whose rows are an answer. */
    record Answer(Pipeline pipeline, Span span) implements Statement {}

    /**
     * What a let function does.
     *
     * @param view whether wildcards in unions find it
     * @param parameters in order
     * @param statements its own lets
     * @param result what it gives: a scalar or a table
     */
    record FunctionBody(
            boolean view,
            List<Parameter> parameters,
            List<Statement> statements,
            Expression result,
            Span span) {
        public FunctionBody {
            parameters = List.copyOf(parameters);
            statements = List.copyOf(statements);
        }
    }

    /** A parameter of a function or a query. */
    record Parameter(Name name, ParameterType type, Optional<Expression> initial, Span span) {}

    /** What a parameter takes. */
    sealed interface ParameterType {}

    /** A scalar parameter. */
    record ScalarParameter(ColumnType type) implements ParameterType {}

    /** A table parameter with at least these columns; any table where there are none. */
    record TableParameter(List<SchemaColumn> columns) implements ParameterType {
        public TableParameter {
            columns = List.copyOf(columns);
        }
    }
}
