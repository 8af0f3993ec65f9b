package io.vaultlens.collector.mapping;

import java.util.Arrays;
import java.util.function.Supplier;

/** Remembers what was made of the last text: one record's resource id is mostly the next one's. */
final class Memo {
    private byte[] text = new byte[0];
    private byte[] made = new byte[0];

    byte[] of(Tokens tokens, int token, Supplier<byte[]> maker) {
        byte[] data = tokens.textBytes(token);
        int from = tokens.textFrom[token];
        int to = tokens.textTo[token];
        if (!Arrays.equals(text, 0, text.length, data, from, to)) {
            text = Arrays.copyOfRange(data, from, to);
            made = maker.get();
        }
        return made;
    }
}
