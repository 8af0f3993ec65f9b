package io.vaultlens.dashboards.page;

import io.vaultlens.query.Language;
import java.util.List;

/**
 * The page to ask questions on.
 *
 * @param layout what stands around it
 * @param query the question's text
 * @param language its language
 * @param parameters the values of its parameters, by name
 * @param examples questions to start from
 * @param answer what came out, when the page was asked for without scripts
 * @param csv where all rows are as CSV, or {@code ""}
 * @param excel where all rows are as Excel, or {@code ""}
 * @param json where all rows are as JSON, or {@code ""}
 * @param plain the address that answers without scripts, or {@code ""}
 */
public record ConsolePage(
        Layout layout,
        String query,
        Language language,
        List<Parameter> parameters,
        List<Example> examples,
        ConsoleAnswer answer,
        String csv,
        String excel,
        String json,
        String plain) {
    /**
     * A value of a parameter.
     *
     * @param name as the question declares it
     * @param value as a KQL literal or a text
     */
    public record Parameter(String name, String value) {}

    /**
     * A question to start from.
     *
     * @param title what it answers
     * @param doc more about it
     * @param address the console with it
     */
    public record Example(String title, String doc, String address) {}

    /** Whether the question is in SQL. */
    public boolean sql() {
        return language == Language.SQL;
    }

    /** How many lines the editor shows at first. */
    public int editorLines() {
        return Math.clamp(query.lines().count() + 1, 8, 22);
    }
}
