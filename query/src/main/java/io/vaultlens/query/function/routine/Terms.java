package io.vaultlens.query.function.routine;

/** Looks for terms: words with nothing but the ends of letters and digits around them. */
public final class Terms {
    /** Both ends of a term count. */
    public static final String BOTH = "both";

    /** The start of a term counts. */
    public static final String START = "start";

    /** The end of a term counts. */
    public static final String END = "end";

    private Terms() {}

    /** Whether a text has a term; the arguments are the two, and which ends of the term count. */
    public static Object has(Object[] arguments) {
        String text = (String) arguments[0];
        String term = (String) arguments[1];
        if (text == null || term == null) {
            return null;
        }
        boolean start = !arguments[2].equals(END) && startsWithPart(term);
        boolean end = !arguments[2].equals(START) && endsWithPart(term);
        int at = text.indexOf(term);
        while (at >= 0) {
            int after = at + term.length();
            boolean starts = !start || at == 0 || !isPart(text.codePointBefore(at));
            boolean ends = !end || after == text.length() || !isPart(text.codePointAt(after));
            if (starts && ends) {
                return true;
            }
            at = text.indexOf(term, at + 1);
        }
        return false;
    }

    /** Whether what stands before a term could be part of the same word. */
    public static boolean startsWithPart(String term) {
        return !term.isEmpty() && isPart(term.codePointAt(0));
    }

    /** Whether what stands after a term could be part of the same word. */
    public static boolean endsWithPart(String term) {
        return !term.isEmpty() && isPart(term.codePointBefore(term.length()));
    }

    /** Letters and numbers of any script. */
    private static boolean isPart(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
