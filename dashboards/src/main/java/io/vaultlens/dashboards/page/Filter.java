package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * A filter of several values.
 *
 * @param name its name in the address
 * @param label what it filters by
 * @param choices its values
 */
public record Filter(String name, String label, List<Choice> choices) {
    /** What is chosen, short: {@code all}, the one value, or how many. */
    public String shown() {
        List<Choice> chosen = choices.stream().filter(Choice::chosen).toList();
        return switch (chosen.size()) {
            case 0 -> "all";
            case 1 -> chosen.getFirst().label();
            default -> chosen.size() + " of " + choices.size();
        };
    }

    /** Whether it leaves anything out. */
    public boolean on() {
        return choices.stream().anyMatch(Choice::chosen);
    }
}
