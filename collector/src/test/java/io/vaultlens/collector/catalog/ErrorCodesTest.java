package io.vaultlens.collector.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {
    private static final Set<String> CLASSES =
            Set.of(
                    "transient",
                    "wait",
                    "service-retries",
                    "follow-up",
                    "user-fix",
                    "permanent",
                    "not-a-backup");

    @Test
    void everyCodeStandsOnceWithAMeaningAndAnAction() {
        List<Map<String, Object>> rows = ErrorCodes.rows();
        assertTrue(rows.size() > 250);
        Set<Object> codes = new HashSet<>();
        for (Map<String, Object> row : rows) {
            assertTrue(codes.add(row.get("Code")), "twice: " + row);
            assertTrue(CLASSES.contains(row.get("Class")), row::toString);
            assertFalse(row.get("Meaning").toString().isBlank(), row::toString);
            assertTrue(row.get("Action").toString().endsWith("."), row::toString);
        }
    }

    @Test
    void theColumnsAreThoseOfTheTable() {
        Set<String> columns = ErrorCodes.rows().getFirst().keySet();
        List<String> declared =
                Catalog.load().table("ErrorCodes").orElseThrow().columns().stream()
                        .map(ColumnDef::name)
                        .toList();
        assertEquals(Set.copyOf(declared), columns);
    }
}
