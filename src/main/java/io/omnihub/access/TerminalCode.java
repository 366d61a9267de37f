package io.omnihub.access;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody types into a new terminal: sixteen characters in groups of four, none of them easily taken for another.
 * The first eight find the enrolment that was prepared, the others prove that it may be had.
 *
 * @param selector of 40 random bits, no secret
 * @param proof of 40 random bits, which the hub keeps as a hash alone
 */
public record TerminalCode(String selector, String proof) {
    /** Crockford's base 32. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int HALF = 8;
    private static final int BITS = 5;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{16}");
    private static final Pattern GROUPS = Pattern.compile("(.{4})(?!$)");

    /** Longer than any way of writing one. */
    public static final int MAX_LENGTH = 40;

    /** The code that the command with this id makes. */
    static TerminalCode random(UUID commandId, SecureRandom random) {
        return new TerminalCode(selector(commandId), half(random.nextLong()));
    }

    /** From the random bits of the command's id, so that a repeat of the command finds it. */
    static String selector(UUID commandId) {
        return half(commandId.getLeastSignificantBits() >>> 16);
    }

    private static String half(long bits) {
        var half = new StringBuilder(HALF);
        for (int i = 0; i < HALF; i++) {
            half.append(ALPHABET.charAt((int) (bits >>> (BITS * i)) & (ALPHABET.length() - 1)));
        }
        return half.toString();
    }

    /** Reads what somebody has typed: groups and case make no difference, O is 0, and I and L are 1. */
    public static Optional<TerminalCode> parse(String typed) {
        String code = typed.replaceAll("[- ]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return FORM.matcher(code).matches()
                ? Optional.of(new TerminalCode(code.substring(0, HALF), code.substring(HALF)))
                : Optional.empty();
    }

    /** What the hub keeps of it. */
    String hash() {
        return Secret.hash(selector + proof);
    }

    /** As it is shown, once. */
    public String shown() {
        return GROUPS.matcher(selector + proof).replaceAll("$1-");
    }

    /** Without the proof, for whoever logs it. */
    @Override
    public String toString() {
        return selector;
    }
}
