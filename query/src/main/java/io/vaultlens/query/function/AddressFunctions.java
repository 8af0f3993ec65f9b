package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;

import io.vaultlens.query.function.routine.Addresses;
import io.vaultlens.query.function.routine.Addresses6;
import java.util.List;

/** Functions over IPv4 and IPv6 addresses. */
final class AddressFunctions {
    static final List<Scalar> ALL =
            List.of(
                    routine(
                            "parse_ipv4(ip: text): long",
                            Addresses::parse,
                            "An IPv4 address as a number."),
                    routine(
                            "parse_ipv4_mask(ip: text, prefix: long): long",
                            Addresses::parseMask,
                            "The network of an IPv4 address as a number."),
                    routine(
                            "format_ipv4(ip: text, prefix: long = 32): string",
                            Addresses::format,
                            "The network of an IPv4 address as text."),
                    routine(
                            "format_ipv4_mask(ip: text, prefix: long = 32): string",
                            Addresses::formatMask,
                            "The network of an IPv4 address with its prefix."),
                    routine(
                            "ipv4_compare(one: text, other: text, prefix: long = 32): long",
                            Addresses::compare,
                            "-1, 0 or 1 by the order of two IPv4 networks."),
                    routine(
                            "ipv4_is_match(one: text, other: text, prefix: long = 32): bool",
                            Addresses::isMatch,
                            "Whether two IPv4 networks are the same."),
                    routine(
                            "ipv4_is_in_range(ip: text, range: text): bool",
                            Addresses::isInRange,
                            "Whether an IPv4 address is in a network."),
                    routine(
                            "ipv4_is_in_any_range(ip: text, ranges...: json): bool",
                            Addresses::isInAnyRange,
                            "Whether an IPv4 address is in any of some networks."),
                    routine(
                            "ipv4_is_private(ip: text): bool",
                            Addresses::isPrivate,
                            "Whether an IPv4 address is of a private network."),
                    routine(
                            "ipv4_netmask_suffix(ip: text): long",
                            Addresses::netmaskSuffix,
                            "The length of the prefix of an IPv4 network."),
                    routine(
                            "ipv4_range_to_cidr_list(first: text, last: text): dynamic",
                            Addresses::rangeToNetworks,
                            "The networks that make up a stretch of IPv4 addresses."),
                    routine(
                            "has_ipv4|has_any_ipv4(value: text, addresses...: json): bool",
                            Addresses::inText,
                            "Whether a text has any of some IPv4 addresses."),
                    routine(
                            "has_ipv4_prefix|has_any_ipv4_prefix(value: text, prefixes...: "
                                    + "json): bool",
                            Addresses::prefixInText,
                            "Whether a text has an IPv4 address that begins in any of some ways."),
                    routine(
                            "parse_ipv6(ip: text): string",
                            Addresses6::parse,
                            "An IPv6 address in its long form."),
                    routine(
                            "parse_ipv6_mask(ip: text, prefix: long): string",
                            Addresses6::parseMask,
                            "The network of an IPv6 address in its long form."),
                    routine(
                            "ipv6_compare(one: text, other: text, prefix: long = 128): long",
                            Addresses6::compare,
                            "-1, 0 or 1 by the order of two IPv6 networks."),
                    routine(
                            "ipv6_is_match(one: text, other: text, prefix: long = 128): bool",
                            Addresses6::isMatch,
                            "Whether two IPv6 networks are the same."),
                    routine(
                            "ipv6_is_in_range(ip: text, range: text): bool",
                            Addresses6::isInRange,
                            "Whether an IPv6 address is in a network."),
                    routine(
                            "ipv6_is_in_any_range(ip: text, ranges...: json): bool",
                            Addresses6::isInAnyRange,
                            "Whether an IPv6 address is in any of some networks."));

    private AddressFunctions() {}
}
