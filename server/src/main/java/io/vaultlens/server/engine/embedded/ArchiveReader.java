package io.vaultlens.server.engine.embedded;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an archive from end to end and compares it with its own manifest. */
final class ArchiveReader {
    /** Says where the bytes of an entry go. */
    interface Target {
        OutputStream of(int index, TarArchiveEntry entry) throws IOException;
    }

    private static final int BUFFER_BYTES = 1 << 16;

    private ArchiveReader() {}

    /** Reads an archive back; an error or a difference is an IOException that says which. */
    static Manifest check(Path archive, RunControl control) throws IOException {
        return read(archive, (_, _) -> OutputStream.nullOutputStream(), control);
    }

    /** Reads an archive and gives the bytes of each entry away; checks all of it at the end. */
    static Manifest read(Path archive, Target target, RunControl control) throws IOException {
        List<String> names = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        try (InputStream zstd = open(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(zstd, "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (entry.getName().equals(ArchiveWriter.MANIFEST)) {
                    Manifest manifest = Manifest.fromJson(tar.readAllBytes());
                    compare(manifest, names, hashes);
                    // To its last byte, where zstd keeps a checksum of its own.
                    zstd.transferTo(OutputStream.nullOutputStream());
                    return manifest;
                }
                try (OutputStream out = target.of(names.size(), entry)) {
                    hashes.add(copy(tar, out, control));
                }
                names.add(entry.getName());
            }
        }
        throw new IOException("the archive has no manifest");
    }

    private static InputStream open(Path archive) throws IOException {
        return new ZstdInputStream(
                new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES));
    }

    private static String copy(InputStream in, OutputStream out, RunControl control)
            throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            digest.update(buffer, 0, length);
            out.write(buffer, 0, length);
            control.advance(0, length);
        }
        control.advance(1, 0);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void compare(Manifest manifest, List<String> names, List<String> hashes)
            throws IOException {
        if (manifest.entries().size() != names.size()) {
            throw new IOException("the archive and its manifest differ in the number of entries");
        }
        for (int i = 0; i < names.size(); i++) {
            Manifest.Entry entry = manifest.entries().get(i);
            boolean folder = entry.kind() == Manifest.Kind.FOLDER;
            String name = ArchiveWriter.DATA + entry.name() + (folder ? "/" : "");
            if (!name.equals(names.get(i))) {
                throw new IOException("the archive holds another name than " + entry.name());
            }
            if (entry.kind() == Manifest.Kind.FILE && !entry.sha256().equals(hashes.get(i))) {
                throw new IOException("the content of " + entry.name() + " is not what it was");
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
