package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.scalar;

import java.util.List;

/** Functions that read and change texts. */
final class TextFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar("tolower(value: text): string", "lower($1)", "A text in lower case."),
                    scalar("toupper(value: text): string", "upper($1)", "A text in upper case."),
                    scalar(
                            "strlen(value: text): long",
                            "length($1)",
                            "The number of characters of a text."),
                    scalar(
                            "reverse(value: text): string",
                            "reverse($1)",
                            "A text with its characters in the opposite order."),
                    scalar(
                            "strcat(values...: text): string",
                            "concat($*)",
                            "Texts one after the other."));

    private TextFunctions() {}
}
