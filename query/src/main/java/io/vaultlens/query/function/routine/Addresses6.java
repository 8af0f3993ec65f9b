package io.vaultlens.query.function.routine;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What functions over IPv6 addresses do; IPv4 addresses are taken in their IPv6 form. */
public final class Addresses6 {
    private static final int BITS = 128;

    private Addresses6() {}

    /** An address with the length of its prefix. */
    record Address(BigInteger bits, int prefix) {
        BigInteger network(int length) {
            int dropped = BITS - Math.min(prefix, length);
            return bits.shiftRight(dropped).shiftLeft(dropped);
        }

        /** An IPv4 address after two colons is compared as the IPv4 address it is. */
        Address comparable(String text) {
            boolean dotted = text.contains(".") && bits.bitLength() <= 32;
            return dotted
                    ? new Address(bits.or(BigInteger.valueOf(0xffff00000000L)), prefix)
                    : this;
        }
    }

    static Optional<Address> read(Object argument) {
        String text = Texts.text(argument).strip();
        if (!text.contains(":")) {
            return Addresses.mapped(text);
        }
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int lastColon = address.lastIndexOf(':');
        boolean dotted = address.indexOf('.') > lastColon;
        int prefix = slash < 0 ? BITS : prefix(text.substring(slash + 1), dotted);
        List<Integer> head = new ArrayList<>();
        List<Integer> tail = new ArrayList<>();
        int gap = address.indexOf("::");
        boolean read =
                gap < 0
                        ? parts(address, head)
                        : parts(address.substring(0, gap), head)
                                && parts(address.substring(gap + 2), tail);
        int missing = 8 - head.size() - tail.size();
        if (!read || prefix < 0 || missing < 0 || gap < 0 && missing != 0) {
            return Optional.empty();
        }
        BigInteger bits = BigInteger.ZERO;
        for (int each : head) {
            bits = bits.shiftLeft(16).or(BigInteger.valueOf(each));
        }
        bits = bits.shiftLeft(16 * missing);
        for (int each : tail) {
            bits = bits.shiftLeft(16).or(BigInteger.valueOf(each));
        }
        return Optional.of(new Address(bits, prefix));
    }

    /** A prefix after a dotted address counts its 32 bits only. */
    private static int prefix(String text, boolean dotted) {
        if (!text.matches("\\d{1,3}")) {
            return -1;
        }
        int prefix = Integer.parseInt(text);
        int whole = dotted && prefix <= 32 ? prefix + 96 : prefix;
        return whole > BITS ? -1 : whole;
    }

    private static boolean parts(String text, List<Integer> parts) {
        if (text.isEmpty()) {
            return true;
        }
        for (String each : text.split(":", -1)) {
            if (each.contains(".")) {
                Optional<Address> mapped = Addresses.mapped(each);
                if (mapped.isEmpty()) {
                    return false;
                }
                long bits = mapped.get().bits.longValue() & 0xffffffffL;
                parts.add((int) (bits >> 16));
                parts.add((int) (bits & 0xffff));
            } else if (each.matches("[0-9A-Fa-f]{1,4}")) {
                parts.add(Integer.parseInt(each, 16));
            } else {
                return false;
            }
        }
        return true;
    }

    private static Optional<Address> comparable(Object argument) {
        return read(argument).map(each -> each.comparable(Texts.text(argument)));
    }

    public static Object parse(Object[] arguments) {
        return read(arguments[0]).map(each -> text(each.network(BITS))).orElse("");
    }

    public static Object parseMask(Object[] arguments) {
        long prefix = Texts.number(arguments[1], BITS);
        if (prefix < 0 || prefix > BITS) {
            return "";
        }
        return read(arguments[0]).map(each -> text(each.network((int) prefix))).orElse("");
    }

    private static String text(BigInteger bits) {
        String digits = "%032x".formatted(bits);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < digits.length(); i += 4) {
            parts.add(digits.substring(i, i + 4));
        }
        return String.join(":", parts);
    }

    public static Object compare(Object[] arguments) {
        Optional<Address> one = comparable(arguments[0]);
        Optional<Address> other = comparable(arguments[1]);
        long prefix = Texts.number(arguments[2], BITS);
        if (one.isEmpty() || other.isEmpty() || prefix < 0 || prefix > BITS) {
            return null;
        }
        int length = Math.min((int) prefix, Math.min(one.get().prefix, other.get().prefix));
        return (long) one.get().network(length).compareTo(other.get().network(length));
    }

    public static Object isMatch(Object[] arguments) {
        Object compared = compare(arguments);
        return compared == null ? null : (long) compared == 0;
    }

    public static Object isInRange(Object[] arguments) {
        Optional<Address> address = comparable(arguments[0]);
        Optional<Address> range = comparable(arguments[1]);
        if (address.isEmpty() || range.isEmpty()) {
            return null;
        }
        return inRange(address.get(), range.get());
    }

    public static Object isInAnyRange(Object[] arguments) {
        Optional<Address> address = comparable(arguments[0]);
        if (address.isEmpty()) {
            return null;
        }
        return Addresses.flat(arguments[1]).stream()
                .map(Addresses6::comparable)
                .anyMatch(each -> each.isPresent() && inRange(address.get(), each.get()));
    }

    private static boolean inRange(Address address, Address range) {
        return address.network(range.prefix).equals(range.network(BITS));
    }
}
