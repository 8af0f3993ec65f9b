package io.vaultlens.server.engine.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The name of a file within its archive.
 *
 * <p>A file's name is bytes, not text. Java shows bytes that are no UTF-8, and under a plain locale
 * every letter outside ASCII, as U+FFFD; only the path's URI tells the bytes. Names that are no
 * text are kept percent-encoded, so that each comes back as it was.
 *
 * @param text the name, or its percent-encoded form
 * @param encoded which of the two
 */
record EntryName(String text, boolean encoded) {
    /** What Java shows for a byte that is no text. */
    static final char UNKNOWN = '\uFFFD';

    private static final String PLAIN = "-._~/";

    /** The name of a path below the root. */
    static EntryName of(Path root, Path path) {
        String seen = root.relativize(path).toString();
        if (seen.indexOf(UNKNOWN) < 0) {
            return new EntryName(seen, false);
        }
        String rootUri = withoutSlash(root.toUri().getRawPath());
        String raw = withoutSlash(path.toUri().getRawPath()).substring(rootUri.length() + 1);
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(decoded(raw)))
                            .toString();
            return new EntryName(text, false);
        } catch (CharacterCodingException e) {
            return new EntryName(raw, true);
        }
    }

    /** The path below a root that this name means; a name that leads out of the root is refused. */
    Path below(Path root) throws IOException {
        String raw = encoded ? text : encoded(text);
        String rootUri = withoutSlash(root.toUri().getRawPath());
        Path path = Path.of(URI.create("file://" + rootUri + "/" + raw)).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IOException("the archive holds a name outside its folder: " + text);
        }
        return path;
    }

    private static String withoutSlash(String rawPath) {
        return rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
    }

    private static byte[] decoded(String raw) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String encoded(String text) {
        StringBuilder raw = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                raw.append(c);
            } else {
                raw.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return raw.toString();
    }
}
