package io.vaultlens.collector.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An installed package as the machine's package manager tells of it.
 *
 * @param name its name
 * @param version its version
 * @param architecture what processor it is for
 * @param publisher who made it
 * @param description what it is, in one line
 */
record PackageEntry(
        String name, String version, String architecture, String publisher, String description) {
    /**
     * Packages as things. One of another architecture than most has it behind its name, as package
     * managers write it, because a change names no architecture.
     */
    static List<Thing> things(List<PackageEntry> packages) {
        Map<String, Integer> counts = new HashMap<>();
        packages.forEach(entry -> counts.merge(entry.architecture(), 1, Integer::sum));
        counts.remove("all");
        counts.remove("noarch");
        String usual =
                counts.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("");
        List<Thing> things = new ArrayList<>();
        for (PackageEntry entry : packages) {
            boolean foreign =
                    counts.containsKey(entry.architecture()) && !entry.architecture().equals(usual);
            things.add(entry.thing(foreign));
        }
        return things;
    }

    private Thing thing(boolean foreign) {
        String shown = foreign ? name + ":" + architecture : name;
        return new Thing(
                shown,
                Map.of(
                        "SoftwareName", shown,
                        "SoftwareType", "Package",
                        "CurrentVersion", version,
                        "Architecture", architecture,
                        "Publisher", publisher,
                        "SoftwareDescription", description));
    }
}
