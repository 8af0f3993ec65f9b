package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Pipeline;

/** The parts of the parser, which call each other; for one text and one thread. */
final class Grammar {
    private final Cursor cursor;
    private final NameParser names;
    private final ExpressionParser expressions;
    private final SourceParser sources;
    private final PipelineParser pipelines;
    private final StatementParser statements;
    private boolean inSearch;

    Grammar(Cursor cursor) {
        this.cursor = cursor;
        this.names = new NameParser(this);
        this.expressions = new ExpressionParser(this);
        this.sources = new SourceParser(this);
        this.pipelines = new PipelineParser(this);
        this.statements = new StatementParser(this);
    }

    Cursor cursor() {
        return cursor;
    }

    NameParser names() {
        return names;
    }

    ExpressionParser expressions() {
        return expressions;
    }

    SourceParser sources() {
        return sources;
    }

    PipelineParser pipelines() {
        return pipelines;
    }

    StatementParser statements() {
        return statements;
    }

    /** A pipeline in parentheses that works on its operator's input. */
    Pipeline body() {
        cursor.expect("(");
        cursor.enter();
        Pipeline body = pipelines.body();
        cursor.leave();
        cursor.expect(")");
        return body;
    }

    /** Whether a colon means "has": only in the predicate of search and find. */
    boolean inSearch() {
        return inSearch;
    }

    void inSearch(boolean inside) {
        inSearch = inside;
    }
}
