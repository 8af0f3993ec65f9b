package io.vaultlens.dashboards.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The stretch of time a page looks at.
 *
 * @param key its word in the address, for example {@code 14d}; {@code ""} when it was typed in
 * @param from the first moment
 * @param to the last moment
 */
public record TimeRange(String key, Instant from, Instant to) {
    private record Choice(String key, String label, Duration length) {}

    private static final List<Choice> CHOICES =
            List.of(
                    new Choice("24h", "24 h", Duration.ofHours(24)),
                    new Choice("7d", "7 d", Duration.ofDays(7)),
                    new Choice("14d", "14 d", Duration.ofDays(14)),
                    new Choice("30d", "30 d", Duration.ofDays(30)));

    /**
     * The stretch that the address asks for; where it asks for none, two weeks up to now, or up to
     * the newest record when that is older than two weeks.
     */
    public static TimeRange of(Parameters address, Instant now, Optional<Instant> newest) {
        Optional<Instant> from = moment(address.text("from"));
        Optional<Instant> to = moment(address.text("to"));
        if (from.isPresent() && to.map(from.get()::isBefore).orElse(true)) {
            return new TimeRange("", from.get(), to.orElse(now));
        }
        String asked = address.text("range");
        for (Choice choice : CHOICES) {
            if (choice.key.equals(asked)) {
                return last(choice, now);
            }
        }
        Choice usual = CHOICES.get(2);
        return newest.filter(moment -> moment.isBefore(now.minus(usual.length)))
                .map(moment -> upTo(moment, usual))
                .orElseGet(() -> last(usual, now));
    }

    private static TimeRange upTo(Instant newest, Choice choice) {
        Instant end = newest.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        return new TimeRange("", end.minus(choice.length), end);
    }

    private static TimeRange last(Choice choice, Instant now) {
        return new TimeRange(choice.key, now.minus(choice.length), now);
    }

    /** Reads what a date field sends, with or without seconds, in UTC; or a whole ISO moment. */
    private static Optional<Instant> moment(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.endsWith("Z")
                            ? Instant.parse(text)
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }

    /** Its name in a sentence, for example {@code 14 d}. */
    public String label() {
        for (Choice choice : CHOICES) {
            if (choice.key.equals(key)) {
                return choice.label;
            }
        }
        return Wording.minute(from) + " to " + Wording.minute(to);
    }

    /** Whether it was typed in rather than chosen. */
    public boolean custom() {
        return key.isEmpty();
    }

    /** The stretch of the same length that ends where this one begins. */
    public TimeRange before() {
        return new TimeRange("", from.minus(length()), from);
    }

    /** The same stretch in an address. */
    public Address in(Address address) {
        Address bare = address.with("range", "").with("from", "").with("to", "");
        return custom()
                ? bare.and("from", field(from)).and("to", field(to))
                : bare.and("range", key);
    }

    /** The first moment as a date field shows it. */
    public String fromField() {
        return field(from);
    }

    /** The last moment as a date field shows it. */
    public String toField() {
        return field(to);
    }

    private static String field(Instant moment) {
        return LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
                .toString();
    }

    /** The stretches to choose from, each as a link under this address. */
    public List<Link> choices(Address address) {
        return CHOICES.stream()
                .map(c -> new Link(c.label, range(address, c.key), c.key.equals(key)))
                .toList();
    }

    private static String range(Address address, String key) {
        return address.with("from", "").with("to", "").with("range", key).toString();
    }
}
