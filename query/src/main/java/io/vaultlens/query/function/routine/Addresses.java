package io.vaultlens.query.function.routine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What functions over IPv4 addresses do; what is no address is null. */
public final class Addresses {
    private static final int BITS = 32;
    private static final Pattern ADDRESS =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final Pattern IN_TEXT =
            Pattern.compile("(?<![A-Za-z0-9])\\d{1,3}(?:\\.\\d{1,3}){3}(?![A-Za-z0-9])");

    private Addresses() {}

    /** An address with the length of its prefix. */
    private record Address(long bits, int prefix) {
        long network(int length) {
            int kept = Math.min(prefix, length);
            return kept == 0 ? 0 : bits & -1L << BITS - kept & 0xffffffffL;
        }
    }

    private static Optional<Address> read(Object argument) {
        Matcher match = ADDRESS.matcher(Texts.text(argument).strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 1; i <= 4; i++) {
            int part = Integer.parseInt(match.group(i));
            if (part > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | part;
        }
        int prefix = match.group(5) == null ? BITS : Integer.parseInt(match.group(5));
        return prefix > BITS ? Optional.empty() : Optional.of(new Address(bits, prefix));
    }

    private static OptionalLong prefix(Object argument) {
        long prefix = Texts.number(argument, BITS);
        return prefix < 0 || prefix > BITS ? OptionalLong.empty() : OptionalLong.of(prefix);
    }

    public static Object parse(Object[] arguments) {
        return read(arguments[0]).map(each -> each.network(BITS)).orElse(null);
    }

    public static Object parseMask(Object[] arguments) {
        OptionalLong prefix = prefix(arguments[1]);
        if (prefix.isEmpty()) {
            return null;
        }
        return read(arguments[0]).map(each -> each.network((int) prefix.getAsLong())).orElse(null);
    }

    public static Object format(Object[] arguments) {
        return format(arguments, false);
    }

    public static Object formatMask(Object[] arguments) {
        return format(arguments, true);
    }

    private static Object format(Object[] arguments, boolean mask) {
        OptionalLong prefix = prefix(arguments[1]);
        Optional<Address> read = read(arguments[0]);
        if (read.isEmpty() && Texts.text(arguments[0]).matches("\\d{1,10}")) {
            long bits = Long.parseLong(Texts.text(arguments[0]));
            read = bits > 0xffffffffL ? Optional.empty() : Optional.of(new Address(bits, BITS));
        }
        if (prefix.isEmpty() || read.isEmpty()) {
            return "";
        }
        int length = Math.min((int) prefix.getAsLong(), read.get().prefix);
        return text(read.get().network(length)) + (mask ? "/" + length : "");
    }

    private static String text(long bits) {
        return (bits >> 24)
                + "."
                + (bits >> 16 & 255)
                + "."
                + (bits >> 8 & 255)
                + "."
                + (bits & 255);
    }

    /** -1, 0 or 1 as the first network is below, the same as or above the second. */
    public static Object compare(Object[] arguments) {
        Optional<Address> one = read(arguments[0]);
        Optional<Address> other = read(arguments[1]);
        OptionalLong prefix = prefix(arguments[2]);
        if (one.isEmpty() || other.isEmpty() || prefix.isEmpty()) {
            return null;
        }
        int length =
                Math.min((int) prefix.getAsLong(), Math.min(one.get().prefix, other.get().prefix));
        return (long) Long.compare(one.get().network(length), other.get().network(length));
    }

    public static Object isMatch(Object[] arguments) {
        Object compared = compare(arguments);
        return compared == null ? null : (long) compared == 0;
    }

    public static Object isInRange(Object[] arguments) {
        Optional<Address> address = read(arguments[0]);
        Optional<Address> range = read(arguments[1]);
        if (address.isEmpty() || range.isEmpty()) {
            return null;
        }
        return inRange(address.get(), range.get());
    }

    private static boolean inRange(Address address, Address range) {
        return address.network(range.prefix) == range.network(BITS);
    }

    /** Whether an address is in any of several networks or of arrays of them. */
    public static Object isInAnyRange(Object[] arguments) {
        Optional<Address> address = read(arguments[0]);
        if (address.isEmpty()) {
            return null;
        }
        for (String each : flat(arguments[1])) {
            Optional<Address> range = read(each);
            if (range.isPresent() && inRange(address.get(), range.get())) {
                return true;
            }
        }
        return false;
    }

    static List<String> flat(Object argument) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : Json.read(argument)) {
            if (each.isArray()) {
                texts.addAll(Json.textsOf(each));
            } else {
                texts.add(Json.text(each));
            }
        }
        return texts;
    }

    public static Object isPrivate(Object[] arguments) {
        Optional<Address> address = read(arguments[0]);
        if (address.isEmpty()) {
            return null;
        }
        return List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16").stream()
                .anyMatch(each -> inRange(address.get(), read(each).orElseThrow()));
    }

    public static Object netmaskSuffix(Object[] arguments) {
        return read(arguments[0]).map(each -> (Object) (long) each.prefix).orElse(null);
    }

    /** Whether a text has any of some addresses, each set off by other than letters and digits. */
    public static Object inText(Object[] arguments) {
        List<String> wanted = flat(arguments[1]);
        wanted.removeIf(each -> read(each).isEmpty());
        return IN_TEXT.matcher(Texts.text(arguments[0]))
                .results()
                .anyMatch(match -> wanted.contains(match.group()));
    }

    /** Whether a text has an address that begins in any of some ways, such as {@code 10.0.}. */
    public static Object prefixInText(Object[] arguments) {
        List<String> wanted = flat(arguments[1]);
        return IN_TEXT.matcher(Texts.text(arguments[0]))
                .results()
                .map(java.util.regex.MatchResult::group)
                .filter(each -> read(each).isPresent())
                .anyMatch(each -> wanted.stream().anyMatch(one -> begins(each, one)));
    }

    private static boolean begins(String address, String prefix) {
        return prefix.endsWith(".") ? address.startsWith(prefix) : address.equals(prefix);
    }

    /** The networks that together are a stretch of addresses. */
    public static Object rangeToNetworks(Object[] arguments) {
        Optional<Address> first = read(arguments[0]);
        Optional<Address> last = read(arguments[1]);
        if (first.isEmpty() || last.isEmpty()) {
            return null;
        }
        ArrayNode networks = Json.array();
        long at = first.get().bits;
        while (at <= last.get().bits) {
            int size = at == 0 ? BITS : Long.numberOfTrailingZeros(at);
            while (at + (1L << size) - 1 > last.get().bits) {
                size--;
            }
            networks.add(text(at) + "/" + (BITS - size));
            at += 1L << size;
        }
        return Json.write(networks);
    }

    /** An IPv4 address as the number of its IPv6 form, with the prefix in that form. */
    static Optional<Addresses6.Address> mapped(String text) {
        return read(text)
                .map(each ->
                        new Addresses6.Address(
                                BigInteger.valueOf(each.bits)
                                        .or(BigInteger.valueOf(0xffff).shiftLeft(BITS)),
                                each.prefix + 96));
    }
}
