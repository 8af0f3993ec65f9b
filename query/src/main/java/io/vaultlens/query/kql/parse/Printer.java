package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.kql.ast.SchemaColumn;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.ast.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Writes a syntax tree as KQL that reads as the same tree. */
public final class Printer {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    /** Words that mean something where a name may stand. */
    private static final Set<String> WORDS =
            Set.of(
                    "let",
                    "set",
                    "declare",
                    "alias",
                    "restrict",
                    "by",
                    "on",
                    "with",
                    "to",
                    "from",
                    "of",
                    "step",
                    "in",
                    "and",
                    "or",
                    "asc",
                    "desc",
                    "nulls",
                    "limit",
                    "default",
                    "true",
                    "false",
                    "True",
                    "False",
                    "TRUE",
                    "FALSE",
                    "range",
                    "print",
                    "union",
                    "datatable",
                    "search",
                    "find",
                    "evaluate",
                    "externaldata",
                    "view",
                    "kind",
                    "flags",
                    "where",
                    "project",
                    "optional",
                    "output",
                    "hint",
                    "h",
                    "H",
                    "others",
                    "granny",
                    "pack",
                    "top",
                    "count",
                    "regex",
                    "database",
                    "access",
                    "select",
                    "SELECT",
                    "Select",
                    "bagexpansion",
                    "with_itemindex",
                    "as");

    private final StringBuilder out = new StringBuilder();
    private final ExpressionPrinter expressions = new ExpressionPrinter(this);
    private final OperatorPrinter operators = new OperatorPrinter(this);

    private Printer() {}

    /** The text of a program. */
    public static String print(Program program) {
        Printer printer = new Printer();
        for (Statement statement : program.statements()) {
            printer.statement(statement);
            printer.add(";\n");
        }
        return printer.out.toString();
    }

    /** The text of a pipeline. */
    public static String print(Pipeline pipeline) {
        Printer printer = new Printer();
        printer.pipeline(pipeline);
        return printer.out.toString();
    }

    /** The text of an expression. */
    public static String print(Expression expression) {
        Printer printer = new Printer();
        printer.expression(expression);
        return printer.out.toString();
    }

    Printer add(String text) {
        out.append(text);
        return this;
    }

    <T> Printer list(List<T> things, Consumer<T> each) {
        for (int i = 0; i < things.size(); i++) {
            add(i == 0 ? "" : ", ");
            each.accept(things.get(i));
        }
        return this;
    }

    Printer name(Name name) {
        return name(name.text());
    }

    Printer name(String name) {
        boolean plain =
                PLAIN.matcher(name).matches()
                        && !WORDS.contains(name)
                        && !Operators.KNOWN.contains(name)
                        && Literals.type(name).isEmpty();
        return plain ? add(name) : add("[").text(name).add("]");
    }

    Printer pattern(NamePattern pattern) {
        return pattern.wildcard() ? add(pattern.text()) : name(pattern.text());
    }

    Printer text(String content) {
        return add(ExpressionPrinter.quoted(content));
    }

    Printer expression(Expression expression) {
        expressions.print(expression);
        return this;
    }

    Printer named(NamedExpression item) {
        if (item.names().size() == 1) {
            name(item.names().getFirst()).add(" = ");
        } else if (!item.names().isEmpty()) {
            add("(").list(item.names(), this::name).add(") = ");
        }
        return expression(item.value());
    }

    Printer named(List<NamedExpression> items) {
        return list(items, this::named);
    }

    Printer column(SchemaColumn column) {
        return name(column.name()).add(": ").add(column.type().kqlName());
    }

    Printer schema(List<SchemaColumn> columns) {
        return add("(").list(columns, this::column).add(")");
    }

    Printer pipeline(Pipeline pipeline) {
        boolean implied = pipeline.source() instanceof Source.Implied;
        source(pipeline.source());
        for (int i = 0; i < pipeline.operators().size(); i++) {
            add(implied && i == 0 ? "" : "\n| ");
            operators.print(pipeline.operators().get(i));
        }
        return this;
    }

    /** A pipeline in parentheses. */
    Printer nested(Pipeline pipeline) {
        return add("(").pipeline(pipeline).add(")");
    }

    private void source(Source source) {
        switch (source) {
            case Source.Table table -> pattern(table.name());
            case Source.Function function -> expression(function.call());
            case Source.Qualified qualified -> {
                qualified.qualifiers().forEach(call -> expression(call).add("."));
                source(qualified.table());
            }
            case Source.Nested nested -> nested(nested.pipeline());
            case Source.Implied _ -> add("");
            case Source.Print print -> add("print ").named(print.items());
            case Source.Range range ->
                    add("range ")
                            .name(range.name())
                            .add(" from ")
                            .expression(range.from())
                            .add(" to ")
                            .expression(range.to())
                            .add(" step ")
                            .expression(range.step());
            case Source.Datatable table ->
                    add("datatable ")
                            .schema(table.columns())
                            .add(" [")
                            .list(table.cells(), this::expression)
                            .add("]");
            case Source.Leading leading -> operators.print(leading.operator());
            case Source.External _ -> add("externaldata () []");
        }
    }

    private void statement(Statement statement) {
        switch (statement) {
            case Statement.Let let -> add("let ").name(let.name()).add(" = ").value(let.value());
            case Statement.LetFunction let -> {
                add("let ").name(let.name()).add(" = ");
                function(let.function());
            }
            case Statement.QueryParameters parameters ->
                    add("declare query_parameters(")
                            .list(parameters.parameters(), this::parameter)
                            .add(")");
            case Statement.SetOption option -> {
                add("set ").name(option.name());
                option.value().ifPresent(value -> add(" = ").expression(value));
            }
            case Statement.Alias alias ->
                    add("alias database ").name(alias.name()).add(" = ").expression(alias.value());
            case Statement.Restrict restrict ->
                    add("restrict access to (").list(restrict.tables(), this::pattern).add(")");
            case Statement.Pattern pattern -> pattern(pattern);
            case Statement.Answer answer -> pipeline(answer.pipeline());
        }
    }

    private void pattern(Statement.Pattern pattern) {
        add("declare pattern ").name(pattern.name());
        if (pattern.parameters().isEmpty()) {
            return;
        }
        add(" = (").list(pattern.parameters(), this::parameter).add(")");
        pattern.path()
                .ifPresent(path -> {
                    add("[");
                    parameter(path);
                    add("]");
                });
        add(" {\n");
        for (Statement.PatternCase each : pattern.cases()) {
            add("(").list(each.values(), this::expression).add(")");
            each.path().ifPresent(path -> add(".[").expression(path).add("]"));
            add(" = { ");
            value(each.result()).add(" };\n");
        }
        add("}");
    }

    /** A query as a let's value needs no parentheses. */
    private Printer value(Expression value) {
        return value instanceof Expression.Subquery query
                ? pipeline(query.pipeline())
                : expression(value);
    }

    private void function(Statement.FunctionBody function) {
        add(function.view() ? "view " : "");
        add("(").list(function.parameters(), this::parameter).add(") {\n");
        for (Statement statement : function.statements()) {
            statement(statement);
            add(";\n");
        }
        value(function.result()).add("\n}");
    }

    private void parameter(Statement.Parameter parameter) {
        name(parameter.name()).add(": ");
        switch (parameter.type()) {
            case Statement.ScalarParameter scalar -> add(scalar.type().kqlName());
            case Statement.TableParameter table -> {
                if (table.columns().isEmpty()) {
                    add("(*)");
                } else {
                    schema(table.columns());
                }
            }
        }
        optional(" = ", parameter.initial());
    }

    Printer optional(String before, Optional<Expression> expression) {
        expression.ifPresent(value -> add(before).expression(value));
        return this;
    }
}
