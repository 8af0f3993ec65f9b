package io.vaultlens.collector.push;

import java.io.InputStream;
import java.util.Optional;

/**
 * One push as it comes in.
 *
 * @param source the name that runs and dead letters show for who sends it
 * @param category the category, or the table, of records that name none
 * @param key what the sender calls it, so that it counts once however often it is sent
 * @param packed whether the body is gzip
 * @param lines whether the sender says that each line is a record
 * @param length how many bytes the body has as it is sent; less than 0 where nobody says
 * @param body the body as it is sent
 */
public record Push(
        String source,
        String category,
        Optional<String> key,
        boolean packed,
        boolean lines,
        long length,
        InputStream body) {}
