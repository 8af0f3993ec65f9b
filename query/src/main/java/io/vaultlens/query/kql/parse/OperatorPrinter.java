package io.vaultlens.query.kql.parse;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Option;
import io.vaultlens.query.kql.ast.ParsePart;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.SortKey;
import java.util.List;

/** Writes operators. */
final class OperatorPrinter {
    private final Printer out;

    OperatorPrinter(Printer out) {
        this.out = out;
    }

    void print(Operator operator) {
        switch (operator) {
            case Operator.Where where -> out.add("where ").expression(where.predicate());
            case Operator.Take take -> out.add("take ").expression(take.count());
            case Operator.Sort sort -> out.add("sort by ").list(sort.keys(), this::sortKey);
            case Operator.Top top ->
                    out.add("top ")
                            .expression(top.count())
                            .add(" by ")
                            .list(top.keys(), this::sortKey);
            case Operator.Count count -> {
                out.add("count");
                count.name().ifPresent(name -> out.add(" as ").name(name));
            }
            case Operator.Distinct distinct -> out.add("distinct ").named(distinct.items());
            case Operator.Sample sample -> out.add("sample ").expression(sample.count());
            case Operator.Serialize serialize -> out.add("serialize ").named(serialize.items());
            case Operator.GetSchema _ -> out.add("getschema");
            case Operator.Consume _ -> out.add("consume");
            case Operator.As as -> out.add("as ").name(as.name());
            case Operator.Render render -> render(render);
            case Operator.Project project -> out.add("project ").named(project.items());
            case Operator.ProjectAway away ->
                    out.add("project-away ").list(away.columns(), out::pattern);
            case Operator.ProjectKeep keep ->
                    out.add("project-keep ").list(keep.columns(), out::pattern);
            case Operator.ProjectByNames chosen ->
                    out.add("project-by-names ").list(chosen.names(), out::expression);
            case Operator.ProjectRename rename -> out.add("project-rename ").named(rename.items());
            case Operator.ProjectReorder reorder ->
                    out.add("project-reorder ").list(reorder.items(), this::reorder);
            case Operator.Extend extend -> out.add("extend ").named(extend.items());
            case Operator.Summarize summarize -> {
                out.add("summarize ").named(summarize.aggregates());
                by(summarize.keys());
            }
            case Operator.Join join -> join("join", join.kind(), join.right(), join.conditions());
            case Operator.Lookup join ->
                    join("lookup", join.kind(), join.right(), join.conditions());
            case Operator.Union union -> union(union);
            case Operator.Search search -> search(search);
            case Operator.Find find -> find(find);
            case Operator.MvExpand _,
                    Operator.MvApply _,
                    Operator.Parse _,
                    Operator.ParseKv _,
                    Operator.MakeSeries _,
                    Operator.SampleDistinct _,
                    Operator.TopHitters _,
                    Operator.TopNested _,
                    Operator.Evaluate _,
                    Operator.Partition _,
                    Operator.Fork _,
                    Operator.Facet _,
                    Operator.Reduce _,
                    Operator.Invoke _,
                    Operator.Scan _ ->
                    new RareOperatorPrinter(out).print(operator);
        }
    }

    private void by(List<io.vaultlens.query.kql.ast.NamedExpression> keys) {
        if (!keys.isEmpty()) {
            out.add(" by ").named(keys);
        }
    }

    private void sortKey(SortKey key) {
        out.named(key.value());
        key.ascending().ifPresent(ascending -> out.add(ascending ? " asc" : " desc"));
        key.nullsFirst().ifPresent(first -> out.add(first ? " nulls first" : " nulls last"));
    }

    private void render(Operator.Render render) {
        out.add("render ").add(render.chart());
        if (!render.options().isEmpty()) {
            out.add(" with (").list(render.options(), this::renderOption).add(")");
        }
    }

    private void renderOption(Option option) {
        out.add(option.name()).add("=").text(option.value());
    }

    private void reorder(Operator.ReorderItem item) {
        out.pattern(item.columns());
        out.add(
                switch (item.order()) {
                    case AS_THEY_ARE -> "";
                    case ASC -> " asc";
                    case DESC -> " desc";
                    case GRANNY_ASC -> " granny-asc";
                    case GRANNY_DESC -> " granny-desc";
                });
    }

    private void join(String word, String kind, Pipeline right, List<Expression> conditions) {
        out.add(word);
        out.add(kind.isEmpty() ? " " : " kind=" + kind + " ");
        out.nested(right).add(" on ").list(conditions, out::expression);
    }

    private void union(Operator.Union union) {
        out.add("union kind=").add(union.inner() ? "inner" : "outer");
        union.sourceColumn().ifPresent(name -> out.add(" withsource=").text(name.text()));
        out.add(" isfuzzy=").add(union.fuzzy() ? "true " : "false ");
        out.list(union.tables(), this::unionTable);
    }

    private void unionTable(Pipeline pipeline) {
        RareOperatorPrinter.operand(out, pipeline);
    }

    private void search(Operator.Search search) {
        out.add("search ").add(search.caseSensitive() ? "kind=case_sensitive " : "");
        if (!search.tables().isEmpty()) {
            out.add("in (").list(search.tables(), out::pattern).add(") ");
        }
        out.expression(search.predicate());
    }

    private void find(Operator.Find find) {
        out.add("find ");
        find.sourceColumn().ifPresent(name -> out.add("withsource=").text(name.text()).add(" "));
        if (!find.tables().isEmpty()) {
            out.add("in (").list(find.tables(), this::unionTable).add(") ");
        }
        out.add("where ").expression(find.predicate());
        if (!find.smart()) {
            out.add(" project ").list(find.columns(), this::findColumn);
            out.add(find.packRest() ? (find.columns().isEmpty() ? "" : ", ") + "pack_all()" : "");
        }
    }

    private void findColumn(Operator.FindColumn column) {
        out.name(column.name());
        column.type().ifPresent(type -> out.add(": " + type.kqlName()));
    }

    /** Keeps the tools that read a pattern in one place. */
    static void part(Printer out, ParsePart part) {
        switch (part) {
            case ParsePart.Text text -> out.text(text.text());
            case ParsePart.Skip _ -> out.add("*");
            case ParsePart.Column column -> {
                out.name(column.name());
                column.type().ifPresent(type -> out.add(": ").add(type.kqlName()));
            }
        }
        out.add(" ");
    }
}
