package io.vaultlens.query.changes;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A simulated machine and what its telemetry calls it.
 *
 * @param number which of the estate's machines it is
 * @param name its name without a domain; another machine may have the same
 * @param group the resource group, also where no id is told
 * @param vault the vault of its items
 * @param items the keys of its backup items
 * @param told whether telemetry tells its resource id
 * @param windows its operating system
 * @param flaky how many times more often than others its backups fail without a cause
 */
record Machine(
        int number,
        String name,
        String group,
        int vault,
        List<String> items,
        boolean told,
        boolean windows,
        double flaky) {
    static final String SUBSCRIPTION = "11111111-0000-4000-8000-000000000001";

    String id() {
        return "/subscriptions/"
                + SUBSCRIPTION
                + "/resourcegroups/"
                + group
                + "/providers/microsoft.compute/virtualmachines/"
                + name;
    }

    /** Its name as one record or another has it: in any letter case, with a domain or without. */
    String computer(Random random) {
        String text = random.nextBoolean() ? name : name.toUpperCase(Locale.ROOT);
        return random.nextInt(4) == 0 ? text : text + ".corp.contoso.example";
    }

    String policy() {
        return "policy-" + vault + "-" + number % 3;
    }
}
