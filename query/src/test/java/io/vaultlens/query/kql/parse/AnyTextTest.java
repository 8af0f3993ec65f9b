package io.vaultlens.query.kql.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.query.kql.ast.Program;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text parses or is refused at a place within it, and what parses prints as itself. */
class AnyTextTest {
    private static final int ROUNDS = 2000;

    @Test
    void everySampleParsesAndPrintsAsItself() {
        for (String query : Samples.QUERIES) {
            assertPrintsAsItself(query, Parser.parse(query));
        }
    }

    @Test
    void aCutSampleIsRefusedWithinTheText() {
        for (String query : Samples.QUERIES) {
            for (int end = 0; end < query.length(); end++) {
                check(query.substring(0, end));
            }
        }
    }

    @Test
    void aChangedSampleIsReadOrRefusedWithinTheText() {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(any(random, Samples.QUERIES));
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                change(text, random);
            }
            check(text.toString());
        }
    }

    @Test
    void piecesInAnyOrderAreReadOrRefusedWithinTheText() {
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(1, 30); pieces > 0; pieces--) {
                text.append(any(random, Samples.PIECES)).append(random.nextInt(4) == 0 ? "" : " ");
            }
            check(text.toString());
        }
    }

    @Test
    void deepNestingIsAnErrorNotAnOverflow() {
        for (String open : List.of("(", "f(", "-", "a[", "not(", "dynamic(", "[", "{", "x in (")) {
            check("print " + open.repeat(20_000));
            check("print " + open.repeat(20_000) + "1" + ")".repeat(20_000));
        }
        check("T" + "|union (T".repeat(5000));
        check("T" + "| where x".repeat(5000));
        check("print 1" + " + 1".repeat(20_000));
        check("print a" + ".b".repeat(20_000));
        check("print dynamic(" + "[".repeat(20_000));
        check("let f = () { ".repeat(3000));
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, any(random, Samples.PIECES));
            case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
            case 2 -> text.insert(at, (char) random.nextInt(1, 0x250));
            default -> {
                String other = any(random, Samples.QUERIES);
                text.insert(at, other, 0, random.nextInt(other.length()));
            }
        }
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void check(String text) {
        try {
            assertPrintsAsItself(text, Parser.parse(text));
        } catch (QueryException e) {
            for (QueryException.Fault fault : e.faults()) {
                Span span = fault.span();
                assertTrue(span.start() >= 0 && span.end() <= text.length(), text);
                assertTrue(span.start() <= span.end(), text);
                assertTrue(fault.line() >= 1 && fault.column() >= 1, text);
            }
        }
    }

    private static void assertPrintsAsItself(String text, Program program) {
        String printed = Printer.print(program);
        Program again;
        try {
            again = Parser.parse(printed);
        } catch (QueryException e) {
            throw new AssertionError(text + "\nprints as\n" + printed + "\n" + e.getMessage(), e);
        }
        assertEquals(withoutSpans(program), withoutSpans(again), text + "\nprints as\n" + printed);
    }

    /** A tree as nested lists of its values, places left out. */
    private static Object withoutSpans(Object node) {
        return switch (node) {
            case Span _ -> "";
            case Optional<?> optional -> optional.map(AnyTextTest::withoutSpans);
            case List<?> list -> list.stream().map(AnyTextTest::withoutSpans).toList();
            case Record tree -> {
                List<Object> values = new ArrayList<>(List.of(tree.getClass().getSimpleName()));
                for (RecordComponent component : tree.getClass().getRecordComponents()) {
                    values.add(withoutSpans(value(tree, component)));
                }
                yield values;
            }
            default -> node;
        };
    }

    private static Object value(Record tree, RecordComponent component) {
        try {
            return component.getAccessor().invoke(tree);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
