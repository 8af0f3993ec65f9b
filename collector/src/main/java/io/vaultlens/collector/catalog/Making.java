package io.vaultlens.collector.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a column may make of a text in a record, before it takes it. */
public enum Making {
    /** The text in lower case. */
    LOWER,
    /** The text in upper case. */
    UPPER,
    /** The subscription that a resource id names, in lower case. */
    SUBSCRIPTION,
    /** The resource group that a resource id names, in upper case. */
    GROUP,
    /** The provider that a resource id names, in upper case. */
    PROVIDER,
    /** The kind of resource that a resource id names, in upper case. */
    KIND,
    /** The resource's own name in its id, in upper case. */
    RESOURCE,
    /** The text where it is a GUID, else nothing. */
    GUID,
    /** The text where it is no GUID, else nothing. */
    NOGUID;

    /** Whether it looks at a resource id, of which a data export has a copy of its own. */
    public boolean ofResource() {
        return this != GUID && this != NOGUID;
    }

    static Optional<Making> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Making::word).collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
