package io.vaultlens.query.kql.parse;

import java.util.List;

/** Queries that use all of the language, and the pieces they are made of. */
final class Samples {
    static final List<String> QUERIES =
            List.of(
                    "AddonAzureBackupJobs | where TimeGenerated > ago(1d) and JobStatus == 'Failed'"
                            + " | summarize arg_max(TimeGenerated, *) by JobUniqueId | count",
                    "T | where a.b[0]['c d'].e =~ @\"x\"\"y\" and not(c !contains_cs 'z') or -d >= 1.5e3",
                    "T | where t between (datetime(2024-01-01) .. 2d) and n !between (1..5)",
                    "T | where x in~ ('a', \"b\") or y !in (U | project z) or s has_any (dynamic(['q']))",
                    "T | project a, ['b c'] = b, (c, d) = f(x, len=3), typeof(long) | project-away "
                            + "e*, *f, g",
                    "T | project-keep a*b | project-rename n = o | project-reorder z* granny-asc, y "
                            + "desc, x",
                    "T | extend x = iff(isnull(y), int(null), 0x1F), z = dynamic({'a': [1, 2.5, "
                            + "null, \"t\"]})",
                    "T | summarize count(), c = dcountif(x, y > 3) by bin(t, 1h), ['k'] = tolower(v)",
                    "T | join kind=leftouter hint.strategy=broadcast (U | where q) on a, $left.b == "
                            + "$right.c",
                    "T | join U on k | lookup kind=inner (V) on k | top 5 by a desc nulls last, b asc",
                    "union withsource=Src kind=inner isfuzzy=true (T | take 3), View*, database('d').U",
                    "T | union U, (V | count) | sort by a asc nulls first, b | order by strcat(c, d) desc",
                    "range x from 1 to 10 step 2 | distinct x, y | distinct * | sample 5 | limit 10",
                    "datatable (a: int, b: dynamic) [1, dynamic({\"p\": \"q\"}), 2, dynamic(null),] "
                            + "| mv-expand b",
                    "print x = 1, 'a' \"b\", datetime(2017-10-15 12:00), time(1.02:03:04.5), 90m, "
                            + "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)",
                    "T | mv-expand kind=array with_itemindex=i a = b to typeof(long), c limit 7",
                    "T | mv-apply e = arr to typeof(real) on (where e > 2 | top 1 by e | summarize "
                            + "make_list(e))",
                    "T | parse kind=regex flags=Ui s with * 'a=' x: long \" b\" y * | parse-where s "
                            + "with 'q' z",
                    "T | parse-kv s as (a: string, b: long) with (pair_delimiter=',', kv_delimiter='=')",
                    "T | make-series n = count() default=0, avg(v) on t from ago(7d) to now() step 1d by k",
                    "T | make-series avg(v) on t in range(datetime(2024-01-01), "
                            + "datetime(2024-02-01), 1d) by k",
                    "T | top-nested 2 of a with others = 'rest' by sum(v), top-nested of b by count() asc",
                    "T | top-hitters 3 of a by v | sample-distinct 4 of b | reduce by s with threshold=0.2",
                    "T | evaluate bag_unpack(d, 'p_') : (*, a: long) | evaluate pivot(k, sum(v))",
                    "T | partition hint.strategy=native by k (top 2 by v) | serialize n = "
                            + "row_number() | consume",
                    "T | fork a=(where x > 1 | count) (take 2) | facet by k, m with (where x)",
                    "search kind=case_sensitive in (T, U*) 'fail' and c: 'x' | getschema | as R",
                    "find withsource=S in (T, database('d').U) where x == 1 project a, b, pack(*)",
                    "T | scan with_match_id=m declare (s: long = 0) with (step a output=last: x > 1 "
                            + "=> s = a.s + 1; step b optional: true;)",
                    "T | invoke f(1, 'a') | render timechart with (title='x y', ycolumns=a, b, "
                            + "kind=stacked)",
                    "let a = 5; let t = T | where x; let f = (n: long, s: string = 'd') { let k = n "
                            + "* 2; k + a }; t | extend f(3)",
                    "let v = view () { print x = 1 }; let g = (t: (a: long, b: string), u: (*)) { t "
                            + "| count }; g(v)",
                    "declare query_parameters(p: string = 'x', q: timespan); set notruncation; set "
                            + "maxrows = 5; T | where p == q",
                    "declare pattern p; declare pattern q = (a: string, b: string)[c: string] { "
                            + "('x', \"y\").['z'] = { T | take 2 }; ('x', 'w') = { f() }; }; "
                            + "union q('x', 'y').z, (q('x', 'y').['z'] | count)",
                    "alias database d = cluster('c').database('e'); restrict access to (T, V*); "
                            + "workspace('w').T | count",
                    "print toscalar(T | summarize max(x)), materialize(T | take 1) // a comment\n| "
                            + "where h'hidden' == ```raw\ntext```",
                    "where x > 1 | project ~~~line~~~ | count as N",
                    "externaldata (a: string) [@'https://host/file'] with (format='csv')",
                    "T | where x matches regex @'a\\d+' and y startswith \"\\u00e9\\n\" and z "
                            + "hasprefix_cs 'q' and w like 'a*'");

    static final List<String> PIECES =
            List.of(
                    "T",
                    "|",
                    "where",
                    "project",
                    "summarize",
                    "by",
                    "extend",
                    "x",
                    "y",
                    "=",
                    "==",
                    "!=",
                    "=~",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    ";",
                    "let",
                    "print",
                    "1",
                    "2.5",
                    "1d",
                    "'a'",
                    "\"b\"",
                    "@'c'",
                    "```",
                    "datetime(2024-01-01)",
                    "datetime(",
                    "dynamic({\"a\":1})",
                    "dynamic([",
                    "union",
                    "join",
                    "kind=inner",
                    "on",
                    "in",
                    "!in~",
                    "between",
                    "..",
                    ".",
                    "*",
                    "-",
                    "+",
                    "/",
                    "%",
                    "count()",
                    "top",
                    "5",
                    "sort",
                    "asc",
                    "nulls",
                    "last",
                    "mv-expand",
                    "to",
                    "typeof(long)",
                    "range",
                    "from",
                    "step",
                    "datatable",
                    "(a:int)",
                    "[1,2]",
                    "view",
                    "() {",
                    "//",
                    "\n",
                    "#",
                    "!",
                    "contains",
                    "has_any",
                    "matches",
                    "regex",
                    "and",
                    "or",
                    "not(",
                    "$left",
                    "$right",
                    "parse",
                    "with",
                    "evaluate",
                    "bag_unpack(x)",
                    "render",
                    "timechart",
                    "as",
                    "make-series",
                    "default",
                    "é",
                    "\u0000",
                    "“",
                    "\\",
                    "0x",
                    "1e",
                    "h'",
                    "search",
                    "find",
                    "fork",
                    "facet",
                    "scan",
                    "partition",
                    "a*",
                    "['q r']",
                    "invoke",
                    "serialize",
                    "declare",
                    "query_parameters",
                    "set");

    private Samples() {}
}
