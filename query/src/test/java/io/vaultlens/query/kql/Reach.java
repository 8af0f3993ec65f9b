package io.vaultlens.query.kql;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/** Tells whether a text reached something that none before it did. */
interface Reach {
    /** Whether the text that was just run, with this outcome, reached further. */
    boolean grows(String outcome);

    /** By code where the coverage agent runs, else by outcomes. */
    static Reach best() {
        try {
            Object agent =
                    Class.forName("org.jacoco.agent.rt.RT").getMethod("getAgent").invoke(null);
            return new ByCode(agent, agent.getClass().getMethod("getExecutionData", boolean.class));
        } catch (ReflectiveOperationException e) {
            return new ByOutcome(new HashSet<>());
        }
    }

    /** Counts the kinds of outcome. */
    record ByOutcome(Set<String> seen) implements Reach {
        @Override
        public boolean grows(String outcome) {
            return seen.add(outcome);
        }

        @Override
        public String toString() {
            return seen.size() + " kinds of outcome";
        }
    }

    /** Counts the branches that the coverage agent has seen taken. */
    final class ByCode implements Reach {
        private static final int HEADER_BYTES = 5;

        private final Object agent;
        private final Method data;
        private long before;

        ByCode(Object agent, Method data) {
            this.agent = agent;
            this.data = data;
            data.setAccessible(true);
        }

        @Override
        public boolean grows(String outcome) {
            long now = bits();
            boolean more = now > before;
            before = Math.max(before, now);
            return more;
        }

        /** The set bits after the session's name and times: classes and their probes. */
        private long bits() {
            try {
                byte[] dump = (byte[]) data.invoke(agent, false);
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(dump));
                in.skipNBytes(HEADER_BYTES + 1);
                in.readUTF();
                in.skipNBytes(2 * Long.BYTES);
                long bits = 0;
                for (byte each : in.readAllBytes()) {
                    bits += Integer.bitCount(each & 0xff);
                }
                return bits;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return before + " bits of coverage";
        }
    }
}
