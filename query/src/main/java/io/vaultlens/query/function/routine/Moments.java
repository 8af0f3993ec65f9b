package io.vaultlens.query.function.routine;

import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;

/** What functions over moments and lengths of time do; both travel as ticks. */
public final class Moments {
    private Moments() {}

    public static Object fromText(Object[] arguments) {
        return boxed(DatetimeText.ticksOf(Texts.text(arguments[0])));
    }

    public static Object spanFromText(Object[] arguments) {
        return boxed(TimespanText.ticksOf(Texts.text(arguments[0])));
    }

    public static Object spanToText(Object[] arguments) {
        return arguments[0] == null ? "" : TimespanText.fromTicks((long) arguments[0]);
    }

    private static Object boxed(OptionalLong ticks) {
        return ticks.isPresent() ? (Object) ticks.getAsLong() : null;
    }

    public static Object format(Object[] arguments) {
        if (arguments[0] == null) {
            return "";
        }
        LocalDateTime time = time((long) arguments[0]);
        long fraction = Math.floorMod((long) arguments[0], Ticks.PER_SECOND);
        return new Pattern(Texts.text(arguments[1]), Moments::most)
                .write((letter, count) -> part(time, fraction, letter, count));
    }

    public static Object formatSpan(Object[] arguments) {
        if (arguments[0] == null) {
            return "";
        }
        long ticks = Math.abs((long) arguments[0]);
        String sign = (long) arguments[0] < 0 ? "-" : "";
        return sign
                + new Pattern(Texts.text(arguments[1]), letter -> Integer.MAX_VALUE)
                        .write((letter, count) -> part(ticks, letter, count));
    }

    private static String part(LocalDateTime time, long fraction, char letter, int count) {
        return switch (letter) {
            case 'y' ->
                    count > 2 ? padded(time.getYear(), count) : padded(time.getYear() % 100, count);
            case 'M' -> padded(time.getMonthValue(), count);
            case 'd' -> padded(time.getDayOfMonth(), count);
            case 'h' -> padded((time.getHour() + 11) % 12 + 1L, count);
            case 'H' -> padded(time.getHour(), count);
            case 'm' -> padded(time.getMinute(), count);
            case 's' -> padded(time.getSecond(), count);
            case 'f', 'F' -> fraction(fraction, letter, count);
            case 't' -> (time.getHour() < 12 ? "AM" : "PM").substring(0, Math.min(2, count));
            default -> String.valueOf(letter).repeat(count);
        };
    }

    private static String part(long ticks, char letter, int count) {
        long seconds = ticks / Ticks.PER_SECOND;
        return switch (letter) {
            case 'd' -> padded(seconds / 86_400, count);
            case 'h', 'H' -> padded(seconds / 3600 % 24, count);
            case 'm' -> padded(seconds / 60 % 60, count);
            case 's' -> padded(seconds % 60, count);
            case 'f', 'F' -> fraction(ticks % Ticks.PER_SECOND, letter, count);
            default -> String.valueOf(letter).repeat(count);
        };
    }

    private static String padded(long number, int width) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String fraction(long fraction, char letter, int count) {
        String digits = padded(fraction, 7).substring(0, Math.min(count, 7));
        return letter == 'f' ? digits : digits.replaceAll("0+$", "");
    }

    /** Gives the text of a letter that stands so many times. */
    private interface Part {
        String of(char letter, int count);
    }

    /** How often a letter stands at most for one part of a moment: ddd is the day, and again. */
    private static int most(int letter) {
        return switch (letter) {
            case 'y' -> 4;
            case 'f', 'F' -> 7;
            default -> 2;
        };
    }

    /** A pattern of letters in runs. */
    private record Pattern(String text, IntUnaryOperator most) {
        String write(Part part) {
            StringBuilder out = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int end = at;
                int most = this.most.applyAsInt(text.charAt(at));
                while (end < text.length()
                        && end - at < most
                        && text.charAt(end) == text.charAt(at)) {
                    end++;
                }
                out.append(part.of(text.charAt(at), end - at));
                at = end;
            }
            return out.toString();
        }
    }

    /** A moment some calendar parts later; a day that its month has not becomes the last. */
    public static Object add(Object[] arguments) {
        if (arguments[1] == null || arguments[2] == null) {
            return null;
        }
        long amount = (long) arguments[1];
        long ticks = (long) arguments[2];
        LocalDateTime time = time(ticks);
        try {
            return switch (Texts.text(arguments[0]).toLowerCase(Locale.ROOT)) {
                case "year", "years" -> ticks(time.plusYears(amount));
                case "quarter", "quarters" -> ticks(time.plusMonths(Math.multiplyExact(amount, 3)));
                case "month", "months" -> ticks(time.plusMonths(amount));
                default -> null;
            };
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** A moment of calendar parts; null where there is none. */
    public static Object make(Object[] arguments) {
        for (Object each : arguments) {
            if (each == null) {
                return null;
            }
        }
        try {
            LocalDateTime day =
                    LocalDateTime.of(
                            whole(arguments[0]), whole(arguments[1]), whole(arguments[2]), 0, 0);
            int hour = whole(arguments[3]);
            int minute = whole(arguments[4]);
            double second = (double) arguments[5];
            boolean inside =
                    hour >= 0
                            && hour < 24
                            && minute >= 0
                            && minute < 60
                            && second >= 0
                            && second < 60;
            long clock = (hour * 3600L + minute * 60L) * Ticks.PER_SECOND;
            Object start = ticks(day);
            return inside && start != null
                    ? (Object) ((long) start + clock + Math.round(second * Ticks.PER_SECOND))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int whole(Object number) {
        return (int) (double) number;
    }

    public static Object weekOfYear(Object[] arguments) {
        return arguments[0] == null
                ? null
                : (Object) (long) time((long) arguments[0]).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    public static Object toLocal(Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(Texts.text(arguments[1]));
            return ticks(
                    time((long) arguments[0])
                            .atOffset(ZoneOffset.UTC)
                            .atZoneSameInstant(zone)
                            .toLocalDateTime());
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static Object toUtc(Object[] arguments) {
        if (arguments[0] == null) {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(Texts.text(arguments[1]));
            return ticks(
                    time((long) arguments[0])
                            .atZone(zone)
                            .withZoneSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime());
        } catch (DateTimeException e) {
            return null;
        }
    }

    public static Object zones(Object[] arguments) {
        return Json.write(Json.texts(ZoneId.getAvailableZoneIds().stream().sorted().toList()));
    }

    private static LocalDateTime time(long ticks) {
        long clamped = Math.clamp(ticks, 0, Ticks.MAX_DATETIME);
        return LocalDateTime.ofInstant(Ticks.toInstant(clamped), ZoneOffset.UTC);
    }

    private static Object ticks(LocalDateTime time) {
        if (time.getYear() < 1 || time.getYear() > 9999) {
            return null;
        }
        return Ticks.fromInstant(time.toInstant(ZoneOffset.UTC));
    }
}
