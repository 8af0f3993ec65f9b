package io.vaultlens.collector.upkeep;

/**
 * What writing the store's file anew came to.
 *
 * @param bytesBefore how large it was
 * @param bytesAfter how large it is
 */
public record Shrunk(long bytesBefore, long bytesAfter) {
    @Override
    public String toString() {
        return "%,d MB before, %,d MB now".formatted(bytesBefore >> 20, bytesAfter >> 20);
    }
}
