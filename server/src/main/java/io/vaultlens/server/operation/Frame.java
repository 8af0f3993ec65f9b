package io.vaultlens.server.operation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One piece of an operation's output on its way from the server to the command: a letter for what
 * it is, a length, the bytes.
 *
 * @param kind what it is
 * @param bytes its content
 */
record Frame(Kind kind, byte[] bytes) {
    private static final int LONGEST = 1 << 20;

    /** What a frame is. */
    enum Kind {
        RESULT('R'),
        ERROR('E'),
        HINT('H'),
        PROGRESS('P'),
        EXIT('X');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        static Kind of(int letter) throws IOException {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IOException("the server's answer cannot be read; are both of one version?");
        }
    }

    Frame(Kind kind, String text) {
        this(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.letter);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static Frame read(DataInputStream in) throws IOException {
        try {
            Kind kind = Kind.of(in.readUnsignedByte());
            int length = in.readInt();
            if (length < 0 || length > LONGEST) {
                throw new IOException(
                        "the server's answer cannot be read; are both of one version?");
            }
            return new Frame(kind, in.readNBytes(length));
        } catch (EOFException e) {
            throw new IOException("the server ended before it was done", e);
        }
    }
}
