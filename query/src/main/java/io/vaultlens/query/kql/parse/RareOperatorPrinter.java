package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Source;
import java.util.List;
import java.util.Optional;

/** Writes the operators that few queries use. */
final class RareOperatorPrinter {
    private final Printer out;

    RareOperatorPrinter(Printer out) {
        this.out = out;
    }

    void print(Operator operator) {
        switch (operator) {
            case Operator.MvExpand expand -> {
                out.add("mv-expand kind=").add(expand.pairs() ? "array " : "bag ");
                items(expand.indexColumn(), expand.items(), expand.limit());
            }
            case Operator.MvApply apply -> {
                out.add("mv-apply ");
                items(apply.indexColumn(), apply.items(), apply.limit());
                out.add(" on ").nested(apply.body());
            }
            case Operator.Parse parse -> parse(parse);
            case Operator.ParseKv parse -> {
                out.add("parse-kv ").expression(parse.value()).add(" as ").schema(parse.columns());
                if (!parse.options().isEmpty()) {
                    out.add(" with (").named(parse.options()).add(")");
                }
            }
            case Operator.MakeSeries series -> series(series);
            case Operator.SampleDistinct sample ->
                    out.add("sample-distinct ")
                            .expression(sample.count())
                            .add(" of ")
                            .named(sample.value());
            case Operator.TopHitters top -> {
                out.add("top-hitters ").expression(top.count()).add(" of ").named(top.value());
                top.weight().ifPresent(weight -> out.add(" by ").named(weight));
            }
            case Operator.TopNested top -> out.add("top-nested ").list(top.levels(), this::level);
            case Operator.Evaluate evaluate -> {
                out.add("evaluate ").expression(evaluate.call());
                evaluate.schema().ifPresent(this::schema);
            }
            case Operator.Partition partition ->
                    out.add("partition by ")
                            .expression(partition.key())
                            .add(" ")
                            .nested(partition.body());
            case Operator.Fork fork -> {
                out.add("fork");
                fork.branches().forEach(this::branch);
            }
            case Operator.Facet facet -> {
                out.add("facet by ").list(facet.columns(), out::expression);
                facet.body().ifPresent(body -> out.add(" with ").nested(body));
            }
            case Operator.Reduce reduce -> {
                out.add(reduce.keepsRows() ? "reduce kind=source by " : "reduce by ");
                out.expression(reduce.value());
                if (!reduce.options().isEmpty()) {
                    out.add(" with ").list(reduce.options(), this::option);
                }
            }
            case Operator.Invoke invoke -> out.add("invoke ").expression(invoke.call());
            case Operator.Scan scan -> scan(scan);
            default -> throw new IllegalArgumentException(operator.toString());
        }
    }

    private void option(Option option) {
        out.add(option.name()).add("=").text(option.value());
    }

    private void items(
            Optional<Name> index, List<Operator.ExpandItem> items, Optional<Expression> limit) {
        index.ifPresent(name -> out.add("with_itemindex=").text(name.text()).add(" "));
        out.list(items, this::item);
        out.optional(" limit ", limit);
    }

    private void item(Operator.ExpandItem item) {
        out.named(item.value());
        item.type().ifPresent(type -> out.add(" to typeof(" + type.kqlName() + ")"));
    }

    private void parse(Operator.Parse parse) {
        out.add(parse.filter() ? "parse-where kind=" : "parse kind=").add(parse.kind());
        out.add(parse.flags().isEmpty() ? " " : " flags=" + parse.flags() + " ");
        out.expression(parse.value()).add(" with ");
        parse.parts().forEach(part -> OperatorPrinter.part(out, part));
    }

    private void series(Operator.MakeSeries series) {
        out.add(series.nonempty() ? "make-series kind=nonempty " : "make-series ")
                .list(series.items(), this::seriesItem);
        out.add(" on ").named(series.axis());
        if (series.endIncluded()) {
            out.add(" in range(").expression(series.from().orElseThrow()).add(", ");
            out.expression(series.to().orElseThrow()).add(", ").expression(series.step()).add(")");
        } else {
            out.optional(" from ", series.from()).optional(" to ", series.to());
            out.add(" step ").expression(series.step());
        }
        if (!series.keys().isEmpty()) {
            out.add(" by ").named(series.keys());
        }
    }

    private void seriesItem(Operator.SeriesItem item) {
        out.named(item.aggregate()).optional(" default=", item.fallback());
    }

    private void level(Operator.NestedLevel level) {
        level.count().ifPresent(count -> out.expression(count).add(" "));
        out.add("of ").named(level.value()).optional(" with others=", level.others());
        out.add(" by ").named(level.weight()).add(level.ascending() ? " asc" : " desc");
    }

    private void schema(Operator.PluginSchema schema) {
        out.add(schema.star() ? " : (*" : " : (");
        out.add(schema.star() && !schema.columns().isEmpty() ? ", " : "");
        out.list(schema.columns(), out::column).add(")");
    }

    private void branch(Operator.Branch branch) {
        out.add(" ");
        branch.name().ifPresent(name -> out.add(name.text()).add("="));
        out.nested(branch.body());
    }

    private void scan(Operator.Scan scan) {
        out.add("scan");
        scan.matchColumn().ifPresent(name -> out.add(" with_match_id=").text(name.text()));
        if (!scan.columns().isEmpty()) {
            out.add(" declare (").list(scan.columns(), this::scanColumn).add(")");
        }
        out.add(" with (");
        scan.steps().forEach(this::step);
        out.add(")");
    }

    private void scanColumn(Operator.ScanColumn column) {
        out.column(column.column()).optional(" = ", column.initial());
    }

    private void step(Operator.ScanStep step) {
        out.add("step ").name(step.name()).add(step.optional() ? " optional" : "");
        out.add(" output=").add(step.output()).add(": ").expression(step.condition());
        if (!step.assignments().isEmpty()) {
            List<NamedExpression> assignments = step.assignments();
            out.add(" => ").named(assignments);
        }
        out.add("; ");
    }

    /** A table of a union, with its wildcards as they are and all else in parentheses. */
    static void operand(Printer out, Pipeline pipeline) {
        boolean wildcard =
                pipeline.source() instanceof Source.Table table
                        && table.name().wildcard()
                        && pipeline.operators().isEmpty();
        if (wildcard) {
            out.pipeline(pipeline);
        } else {
            out.nested(pipeline);
        }
    }
}
