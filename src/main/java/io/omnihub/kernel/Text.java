package io.omnihub.kernel;

/** What text from outside may be: everything PostgreSQL can store in UTF-8, less the control characters. */
public final class Text {
    private static final int MAX_CODE = 32;

    private Text() {}

    /** Whether the text has {@code min} to {@code max} characters, none of them a control or half a surrogate pair. */
    public static boolean isValid(String text, int min, int max) {
        int length = 0;
        for (int i = 0; i < text.length(); length++) {
            int character = text.codePointAt(i);
            boolean halfPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (halfPair || Character.isISOControl(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return length >= min && length <= max;
    }

    /** {@link #isValid} for what has lines: breaks between them and tabs are no controls here. */
    public static boolean isProse(String text, int max) {
        return isValid(text.replace('\n', ' ').replace('\t', ' '), 1, max) && !text.isBlank();
    }

    /** {@link #isValid} with at least one character, and no white space at either end. */
    public static boolean isTrimmed(String text, int max) {
        return isValid(text, 1, max)
                && !Character.isWhitespace(text.codePointAt(0))
                && !Character.isWhitespace(text.codePointBefore(text.length()));
    }

    /** The first {@code max} characters of Java's, without half of a surrogate pair at the end. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** Whether the text is a code of a location or channel: an ASCII letter or digit, then up to 31 of those, {@code . _ -}. */
    public static boolean isCode(String text) {
        if (text.isEmpty() || text.length() > MAX_CODE || !isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isLetterOrDigit(character) && character != '.' && character != '_' && character != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }
}
