package io.vaultlens.server.retry;

import java.util.Locale;
import java.util.Optional;

/** What kind of cause an error code names, which decides whether a retry makes sense. */
public enum ErrorClass {
    TRANSIENT("transient"),
    WAIT("wait"),
    SERVICE_RETRIES("service-retries"),
    FOLLOW_UP("follow-up"),
    USER_FIX("user-fix"),
    PERMANENT("permanent"),
    NOT_A_BACKUP("not-a-backup");

    private static final String[] WAITING = {
        "conflict",
        "objectlocked",
        "inprogress",
        "throttl",
        "limitreached",
        "connectionclosed",
        "notready"
    };
    private static final String[] GONE = {"notfound", "podoesnotexist"};

    private final String word;

    ErrorClass(String word) {
        this.word = word;
    }

    /** The word in the column {@code Class}. */
    public String word() {
        return word;
    }

    /** The class of this word. */
    public static Optional<ErrorClass> of(String word) {
        for (ErrorClass each : values()) {
            if (each.word.equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The likely class of a code that the table does not have, by the words in its name. */
    public static ErrorClass guess(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (hasOne(lower, WAITING)) {
            return WAIT;
        }
        if (hasOne(lower, GONE)) {
            return PERMANENT;
        }
        return lower.startsWith("usererror") || lower.endsWith("usererror") ? USER_FIX : TRANSIENT;
    }

    private static boolean hasOne(String text, String[] words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
