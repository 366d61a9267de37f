package io.omnihub.ticket;

import io.omnihub.kernel.Text;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * What a message is found by. Words are left to PostgreSQL, which knows how English bends them. Chinese and Japanese have no
 * spaces between words, and PostgreSQL no dictionary of them, so that each two characters that stand together are a word of
 * their own, as Lucene's CJK analyser has it; whoever looks for more of them looks for all their pairs.
 */
final class SearchText {
    /** PostgreSQL's limit for a tsvector is a megabyte; what comes after this much of a message is not searched. */
    private static final int MAX_SEARCHED = 20_000;

    private SearchText() {}

    static String words(MessageContent content) {
        return searched(content);
    }

    static String pairs(MessageContent content) {
        return pairs(searched(content));
    }

    /** The pairs of characters that are written without spaces; a character that stands alone is taken by itself. */
    static String pairs(String text) {
        var pairs = new StringJoiner(" ");
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isUnspaced(characters[i])) {
                continue;
            }
            // Single characters too, so that one alone is found in whatever it stands.
            pairs.add(Character.toString(characters[i]));
            if (i + 1 < characters.length && isUnspaced(characters[i + 1])) {
                pairs.add(Character.toString(characters[i]) + Character.toString(characters[i + 1]));
            }
        }
        return pairs.toString();
    }

    /** What to look for besides words: the pairs of each run, and a character only where it stands alone. */
    static Set<String> wantedPairs(String text) {
        Set<String> wanted = new LinkedHashSet<>();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean here = isUnspaced(characters[i]);
            boolean before = i > 0 && isUnspaced(characters[i - 1]);
            boolean after = i + 1 < characters.length && isUnspaced(characters[i + 1]);
            if (here && after) {
                wanted.add(Character.toString(characters[i]) + Character.toString(characters[i + 1]));
            } else if (here && !before) {
                wanted.add(Character.toString(characters[i]));
            }
        }
        return wanted;
    }

    /** The same text without those, for PostgreSQL's own words. */
    static String spaced(String text) {
        return text.codePoints()
                .map(character -> isUnspaced(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isUnspaced(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> false;
        };
    }

    private static String searched(MessageContent content) {
        String whole = content.subject().map(subject -> subject + "\n").orElse("") + content.text();
        return Text.cut(whole, MAX_SEARCHED);
    }
}
