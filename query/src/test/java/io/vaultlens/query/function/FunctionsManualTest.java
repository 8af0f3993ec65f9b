package io.vaultlens.query.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.golden.Case;
import io.vaultlens.collector.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual of functions is what the library and its examples say. */
class FunctionsManualTest {
    private final List<Case> examples = Golden.read("function/examples.golden");

    @Test
    void thePageIsWrittenFromTheLibrary() throws IOException {
        Path page = Path.of("..", "docs", "functions.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, FunctionsManual.page(examples));
        }
        assertEquals(FunctionsManual.page(examples), Files.readString(page));
    }

    @Test
    void everyFunctionHasAnExample() {
        assertEquals(List.of(), FunctionsManual.without(examples));
    }
}
