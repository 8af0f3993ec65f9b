package io.vaultlens.collector.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why a file could not be written or read, in words. */
final class Reason {
    private Reason() {}

    static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> {
                String type = e.getClass().getSimpleName().replace("Exception", "");
                yield e.getMessage() == null ? type : e.getMessage();
            }
        };
    }
}
