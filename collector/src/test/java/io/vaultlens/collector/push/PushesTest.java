package io.vaultlens.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.push.PushRefused.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What becomes of bodies that programs push. */
class PushesTest extends PushHouse {
    @Test
    void everyShapeOfABodyGivesTheSameRecords() throws Exception {
        assertEquals("1 1 0 0", told(push(job(1))), "an object");
        assertEquals("1 1 0 0", told(push("\uFEFF" + job(2).replace(",", ",\n  "))), "over lines");
        assertEquals("3 3 0 0", told(push(jobs(3, 6, "\n") + "\r\n\r\n")), "lines");
        assertEquals("3 3 0 0", told(push("\n [" + jobs(6, 9, " ,\n ") + "]\n")), "an array");
        String envelope = "{\"records\":[" + jobs(9, 12, ",") + "]}";
        assertEquals("3 3 0 0", told(push(envelope)), "an envelope");
        assertEquals(
                "6 3 3 0",
                told(push("[" + envelope + ",{\"records\":[" + jobs(12, 15, ",") + "]}]")),
                "an array of envelopes");
        assertEquals("0 0 0 0", told(push("[]")), "an empty array");
        assertEquals("14", count(JOBS));
        assertEquals("3 0 3 0", told(push(JOBS, "", packed(jobs(3, 6, "\n")), true)), "compressed");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aBodyMayComeInPartsOfAnySizeAndBeLongerThanWhatIsHeld() throws Exception {
        String array = "[" + jobs(0, 6000, ",\n") + "]";
        String lines = jobs(0, 6000, "\n");
        for (String body : List.of(array, lines)) {
            InputStream drops = new Drops(body.getBytes(UTF_8));
            Push push = new Push("push", JOBS, Optional.empty(), false, false, -1, drops);
            assertEquals(6000, pushes.take(push).read());
        }
        assertEquals("6000", count(JOBS));
    }

    /** Gives a few bytes at a time, other numbers of them each time. */
    private static final class Drops extends InputStream {
        private final ByteArrayInputStream bytes;
        private int turn;

        Drops(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            turn++;
            return bytes.read(target, from, Math.min(length, 1 + turn * 7919 % 4099));
        }
    }

    @Test
    void theCategoryOfTheAddressHoldsForRecordsThatNameNone() throws Exception {
        String row = "{\"TimeGenerated\":\"2026-03-01T08:00:00Z\",\"Computer\":\"vm-1\"}";
        assertEquals("1 1 0 0", told(push("hEARTBEAT", "", row.getBytes(UTF_8), false)));
        assertEquals("vm-1", ask("SELECT \"Computer\" FROM \"Heartbeat\""));
        String bare = job(1).replace("\"category\":\"AddonAzureBackupJobs\",", "");
        String item = job(2).replace(JOBS, "CoreAzureBackup");
        byte[] both = (bare + "\n" + item).getBytes(UTF_8);
        assertEquals("2 2 0 0", told(push(JOBS.toLowerCase(Locale.ROOT), "", both, false)));
        assertEquals(JOBS, ask("SELECT \"Category\" FROM \"" + JOBS + "\""));
        assertEquals("1", count("CoreAzureBackup"));
        PushRefused unknown =
                assertThrows(PushRefused.class, () -> push("AddonAzureBackupJob", "", both, false));
        assertEquals(
                "no table takes records of the category 'AddonAzureBackupJob'; did you mean"
                        + " 'AddonAzureBackupJobs'?",
                unknown.getMessage());
    }

    @Test
    void recordsThatNoTableTakesAreKeptAsideWithTheirPlaces() throws Exception {
        String body =
                job(1) + "\nnonsense\n" + job(2).replace("2026-03-01T", "when") + "\n" + job(3);
        PushAnswer answer = push(body);
        assertEquals("4 2 0 2", told(answer));
        assertEquals(job(1).length() + 1, answer.asides().getFirst().offset());
        assertEquals(2, answer.asides().getFirst().line());
        assertTrue(answer.asides().get(1).reason().startsWith("unreadable time"));
        assertEquals("4 0 4 0", told(push(body)), "sent again");
        assertEquals("2", count("DeadLetters"));
        PushAnswer array = push("[" + job(5) + ",\n17,\n" + job(6) + "]");
        assertEquals("3 2 0 1", told(array));
        assertEquals(2, array.asides().getFirst().line());
        assertEquals("no JSON object: found a number", array.asides().getFirst().reason());
    }

    @Test
    void whatIsNoJsonOrEndsWithinItIsRefusedAsAWhole() throws Exception {
        for (String body :
                List.of(
                        "",
                        " \n ",
                        "time,status\n1,2",
                        "<html>",
                        "{\"time\":",
                        "{nothing}",
                        "[" + job(1),
                        "[" + job(1) + "," + job(2).substring(0, 40),
                        "[" + job(1) + "] " + job(2),
                        "{\n\"time\":1,\n",
                        "[1, 2]",
                        "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
            assertEquals(Reason.NO_JSON, refused(body).reason(), body);
        }
        PushRefused noGzip =
                assertThrows(PushRefused.class, () -> push(JOBS, "", "{}".getBytes(UTF_8), true));
        assertEquals(Reason.NO_JSON, noGzip.reason());
        byte[] whole = packed(jobs(0, 50, "\n"));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 20);
        assertEquals(
                Reason.NO_JSON,
                assertThrows(PushRefused.class, () -> push(JOBS, "", cut, true)).reason());
        assertEquals("0", count(JOBS));
        assertEquals("0", count("DeadLetters"));
    }

    @Test
    void whatIsTooLongIsRefusedBeforeItIsHeld() throws Exception {
        String longRecord = job(1).replace("job-1", "x".repeat(3 * MEGABYTE));
        assertTrue(refused(longRecord).getMessage().contains("limits.lineMegabytes"));
        assertTrue(refused("[" + longRecord + "]").getMessage().contains("limits.lineMegabytes"));
        assertTrue(refused(jobs(0, 24_000, "\n")).getMessage().contains("limits.bodyMegabytes"));
        byte[] bomb = packed("[" + job(1) + " ".repeat(20 * MEGABYTE) + "]");
        PushRefused unpacked = assertThrows(PushRefused.class, () -> push(JOBS, "", bomb, true));
        assertEquals(Reason.TOO_LARGE, unpacked.reason());
        assertEquals("0", count(JOBS));
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() throws Exception {
        InputStream broken =
                new SequenceInputStream(
                        new ByteArrayInputStream((job(1) + "\n" + job(2)).getBytes(UTF_8)),
                        new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the connection is gone");
                            }
                        });
        Push push = new Push("push", JOBS, Optional.of("k"), false, false, -1, broken);
        assertThrows(IOException.class, () -> pushes.take(push));
        assertEquals("0", count(JOBS));
        assertEquals("2 2 0 0", told(push(JOBS, "k", jobs(1, 3, "\n").getBytes(UTF_8), false)));
    }
}
