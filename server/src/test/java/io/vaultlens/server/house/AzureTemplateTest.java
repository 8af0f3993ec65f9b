package io.vaultlens.server.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultlens.collector.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The template that the manual of Azure deploys is whole. */
class AzureTemplateTest {
    private static final Path TEMPLATE =
            Path.of("..", "docs", "azure", "diagnostics-of-all-vaults.json");

    private static JsonNode template() throws IOException {
        return new ObjectMapper().readTree(TEMPLATE.toFile());
    }

    @Test
    void everyCategoryOfItFillsATable() throws IOException {
        Catalog catalog = Catalog.load();
        for (JsonNode kind : template().at("/variables/kinds")) {
            for (JsonNode category : kind.get("categories")) {
                assertTrue(catalog.table(category.asText()).isPresent(), category.asText());
            }
        }
    }

    @Test
    void eachPolicyHasADefinitionAnAssignmentAndItsRoles() throws IOException {
        TreeSet<String> types = new TreeSet<>();
        template().get("resources").forEach(each -> types.add(each.get("type").asText()));
        assertEquals(
                List.of(
                        "Microsoft.Authorization/policyAssignments",
                        "Microsoft.Authorization/policyDefinitions",
                        "Microsoft.Authorization/roleAssignments"),
                List.copyOf(types));
        JsonNode kinds = template().at("/variables/kinds");
        assertEquals("Microsoft.RecoveryServices/vaults", kinds.get(0).get("type").asText());
        assertEquals("Microsoft.DataProtection/backupVaults", kinds.get(1).get("type").asText());
    }
}
