package io.vaultlens.query.function.routine;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Writes texts with the ASCII letters of international domain names (RFC 3492), and back. */
public final class Punycode {
    private static final String PREFIX = "xn--";
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int FIRST_BIAS = 72;
    private static final int FIRST_POINT = 128;
    private static final Pattern DOTS = Pattern.compile("[.\u3002\uff0e\uff61]");

    private Punycode() {}

    public static Object encode(Object[] arguments) {
        return encode(Texts.text(arguments[0]));
    }

    public static Object decode(Object[] arguments) {
        return decode(Texts.text(arguments[0]));
    }

    /** Encodes those labels of a domain that need it. */
    public static Object encodeDomain(Object[] arguments) {
        String[] labels = DOTS.split(Texts.text(arguments[0]), -1);
        for (int i = 0; i < labels.length; i++) {
            boolean plain = labels[i].chars().allMatch(each -> each < FIRST_POINT);
            labels[i] = plain ? labels[i] : PREFIX + encode(labels[i]);
        }
        return String.join(".", labels);
    }

    public static Object decodeDomain(Object[] arguments) {
        String[] labels = DOTS.split(Texts.text(arguments[0]), -1);
        for (int i = 0; i < labels.length; i++) {
            boolean coded = labels[i].regionMatches(true, 0, PREFIX, 0, PREFIX.length());
            labels[i] = coded ? decode(labels[i].substring(PREFIX.length())) : labels[i];
        }
        return String.join(".", labels);
    }

    private static String encode(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        Arrays.stream(points).filter(each -> each < FIRST_POINT).forEach(out::appendCodePoint);
        int plain = out.length();
        int done = plain;
        if (plain > 0) {
            out.append('-');
        }
        int point = FIRST_POINT;
        int bias = FIRST_BIAS;
        int delta = 0;
        while (done < points.length) {
            int from = point;
            int next = Arrays.stream(points).filter(each -> each >= from).min().orElseThrow();
            delta += (next - point) * (done + 1);
            point = next;
            for (int each : points) {
                if (each < point) {
                    delta++;
                } else if (each == point) {
                    append(out, delta, bias);
                    bias = adapt(delta, done + 1, done == plain);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            point++;
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int delta, int bias) {
        int rest = delta;
        int k = BASE;
        int threshold = threshold(k, bias);
        while (rest >= threshold) {
            out.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
            k += BASE;
            threshold = threshold(k, bias);
        }
        out.append(digit(rest));
    }

    private static String decode(String text) {
        int dash = text.lastIndexOf('-');
        StringBuilder out = new StringBuilder(dash > 0 ? text.substring(0, dash) : "");
        int at = dash > 0 ? dash + 1 : 0;
        int point = FIRST_POINT;
        int bias = FIRST_BIAS;
        long place = 0;
        while (at < text.length()) {
            long before = place;
            long weight = 1;
            int k = BASE;
            while (true) {
                int digit = at < text.length() ? value(text.charAt(at++)) : -1;
                if (digit < 0 || weight > Integer.MAX_VALUE) {
                    return "";
                }
                place += digit * weight;
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                k += BASE;
            }
            int count = out.codePointCount(0, out.length()) + 1;
            bias = adapt((int) (place - before), count, before == 0);
            point += (int) (place / count);
            place %= count;
            if (!Character.isValidCodePoint(point)) {
                return "";
            }
            int offset = out.offsetByCodePoints(0, (int) place);
            out.insert(offset, Character.toString(point));
            place++;
        }
        return out.toString();
    }

    private static int threshold(int k, int bias) {
        return Math.clamp(k - bias, T_MIN, T_MAX);
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 26;
        }
        char lower = Character.toLowerCase(digit);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }
}
