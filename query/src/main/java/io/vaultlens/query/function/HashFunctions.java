package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Hashes;
import java.util.List;

/** Functions that make hashes of values. */
final class HashFunctions {
    static final List<Scalar> ALL =
            List.of(
                    scalar(
                            "hash_md5(value: text): string",
                            "md5($1)",
                            "The MD5 hash of the text of a value."),
                    scalar(
                            "hash_sha1(value: text): string",
                            "sha1($1)",
                            "The SHA-1 hash of the text of a value."),
                    scalar(
                            "hash_sha256(value: text): string",
                            "sha256($1)",
                            "The SHA-256 hash of the text of a value."),
                    routine(
                            "hash_xxhash64|hash(value: long|datetime|timespan, mod: long = "
                                    + "null): long",
                            Hashes::ofLong,
                            "The xxHash64 of a whole number."),
                    routine(
                            "hash|hash_xxhash64(value: text, mod: long = null): long",
                            Hashes::ofText,
                            "The xxHash64 of the text of a value."),
                    routine(
                            "hash_combine(hashes...: json): long",
                            Hashes::combined,
                            "One hash of several hashes."),
                    routine(
                            "hash_many(values...: json): long",
                            Hashes::ofMany,
                            "One hash of several values."));

    private HashFunctions() {}
}
