package io.vaultlens.query.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultlens.query.Query;
import io.vaultlens.query.QueryCases;
import io.vaultlens.query.result.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A condition without columns is worked out in the plan: it must come to what the engine says of
 * the same expression as a value.
 */
class ConstantConditionsTest {
    private static final List<String> WORKED_OUT =
            List.of(
                    "'*' in ('*')",
                    "'a' in ('b', 'c')",
                    "'A' in~ ('b', 'a')",
                    "'*' in (dynamic(['*', 'x']))",
                    "'x' !in (dynamic(['*', 'x']))",
                    "'*' in (todynamic('*'))",
                    "'a' in~ (todynamic('A'))",
                    "'b' in (todynamic('[\"a\",\"b\"]'))",
                    "'b' in (split('a,b,,c', ','))",
                    "'' in (split('a,b,,c', ','))",
                    "'abc' contains 'B'",
                    "'abc' contains_cs 'B'",
                    "'abc' startswith 'AB'",
                    "'abc' !endswith 'c'",
                    "'a b;c' has 'B'",
                    "'abc' has 'b'",
                    "'a-b c' has 'a-b'",
                    "tolower('ABC') == 'abc' and toupper('abc') != 'abc'",
                    "strcat('a', 'b') == 'ab'",
                    "replace('/subscriptions/', '', '/subscriptions/a') == 'a'",
                    "tobool('TRUE') and not(tobool('false'))",
                    "array_length(split('*;*', ';')) == 2",
                    "tostring(split('a;b', ';')[1]) == 'b'",
                    "tostring(split('a;b', ';')[-2]) == 'a' and split('', ';')[0] == ''",
                    "replace_string('aaa', 'aa', 'b') == 'ba'",
                    "'*' in (split(replace_string('*', ', ', ','), ','))",
                    "gettype(dynamic(['a'])) == 'array'",
                    "gettype(dynamic({'a': 1})) == 'dictionary'",
                    "iff(array_length(split('x', ';')) == 2, 'two', 'one') == 'one'",
                    "case(1 > 2, 'a', 2 > 1, 'b', 'c') == 'b'",
                    "startofday(datetime(2026-03-09 10:00)) == datetime(2026-03-09)",
                    "startofday(now()) - 1d < now()",
                    "min_of(datetime(2026-03-09), datetime(2026-03-08)) == datetime(2026-03-08)",
                    "coalesce(datetime(null), datetime(2026-03-08)) == datetime(2026-03-08)",
                    "isnull(startofday(datetime(null)))",
                    "1 + 2 == 3 and 5 - 7 < 0",
                    "isempty('') and isnotempty('a')",
                    "true or false and false");

    @RegisterExtension static final QueryCases CASES = QueryCases.open();

    @TestFactory
    Stream<DynamicTest> theEngineAgrees() {
        return WORKED_OUT.stream()
                .map(each -> DynamicTest.dynamicTest(each, () -> assertAgreed(each)));
    }

    private static void assertAgreed(String condition) {
        Object kept = value("range x from 1 to 1 step 1 | where " + condition + " | count");
        assertEquals(value("print value = (" + condition + ")"), kept.equals(1L));
        String sql =
                CASES.engine()
                        .explain(Query.kql("AddonAzureBackupJobs | where " + condition))
                        .sql();
        String where = sql.contains("WHERE") ? sql.substring(sql.indexOf("WHERE")) : "";
        assertFalse(where.contains("'") || where.contains("("), "left to the engine: " + where);
    }

    private static Object value(String question) {
        try (Rows rows = CASES.engine().run(Query.kql(question))) {
            rows.next();
            return rows.value(0);
        }
    }
}
