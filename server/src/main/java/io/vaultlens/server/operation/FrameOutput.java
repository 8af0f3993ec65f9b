package io.vaultlens.server.operation;

import io.vaultlens.server.operation.Frame.Kind;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Sends an operation's output to the command that asked for it. */
final class FrameOutput implements Output {
    private static final int FRAME_BYTES = 64 << 10;

    private final DataOutputStream frames;
    private final OutputStream results;

    FrameOutput(OutputStream out) {
        this.frames = new DataOutputStream(out);
        this.results = new BufferedOutputStream(new Results(), FRAME_BYTES);
    }

    @Override
    public OutputStream results() {
        return results;
    }

    @Override
    public void error(String line) throws IOException {
        results.flush();
        send(new Frame(Kind.ERROR, line));
    }

    @Override
    public void hint(String line) throws IOException {
        send(new Frame(Kind.HINT, line));
    }

    @Override
    public void progress(String step, long done, long total) throws IOException {
        send(new Frame(Kind.PROGRESS, done + " " + total + " " + step));
    }

    void exit(int code) throws IOException {
        results.flush();
        send(new Frame(Kind.EXIT, String.valueOf(code)));
    }

    private synchronized void send(Frame frame) throws IOException {
        frame.write(frames);
        frames.flush();
    }

    private final class Results extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int at = from; at < from + length; at += FRAME_BYTES) {
                int end = Math.min(from + length, at + FRAME_BYTES);
                send(new Frame(Kind.RESULT, Arrays.copyOfRange(bytes, at, end)));
            }
        }
    }
}
