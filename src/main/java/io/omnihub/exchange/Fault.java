package io.omnihub.exchange;

import java.util.stream.Collectors;

/**
 * Why a row is rejected. Texts are cut to what is kept, and what no database holds is replaced in them.
 *
 * @param field a JSON pointer into the row; empty for the row as a whole
 * @param code as in {@code contracts/problems.md}
 * @param found what stands there, cut off after {@value #MAX_FOUND} characters
 */
public record Fault(String field, String code, String found, String detail) {
    static final int MAX_FIELD = 200;
    static final int MAX_FOUND = 200;
    static final int MAX_DETAIL = 500;

    public Fault {
        field = shown(field, MAX_FIELD);
        found = shown(found, MAX_FOUND);
        detail = shown(detail, MAX_DETAIL);
    }

    private static String shown(String text, int max) {
        return text.codePoints()
                .limit(max)
                .map(character -> isStorable(character) ? character : 0xFFFD)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isStorable(int character) {
        boolean halfPair = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !halfPair && !Character.isISOControl(character);
    }
}
