package io.omnihub.customer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Values that stand for nobody: what forms and tests are filled with, and senders that are no persons. */
final class BuiltInBlocks {
    private static final Set<String> NOTHING = Set.of(
            "null", "none", "nil", "undefined", "unknown", "anonymous", "guest", "n/a", "na", "test", "-", "0", "nan");
    private static final Set<String> NO_PERSONS = Set.of(
            "noreply",
            "no-reply",
            "donotreply",
            "do-not-reply",
            "mailer-daemon",
            "postmaster",
            "null",
            "none",
            "test",
            "unknown",
            "anonymous");
    /** The names that RFC 2606 keeps for tests and examples, without {@code example.org} and its like, which people try. */
    private static final Set<String> NO_DOMAINS = Set.of("test", "invalid", "localhost");

    private static final Pattern ONE_DIGIT = Pattern.compile("\\+?\\d{1,3}?(\\d)\\1{5,}");
    private static final Pattern ZEROS = Pattern.compile("[0-]+");

    private BuiltInBlocks() {}

    static boolean isBlocked(IdentityKey key) {
        return switch (key.type()) {
            case EMAIL -> isNobodysMail(key.value());
            case PHONE, WHATSAPP -> ONE_DIGIT.matcher(key.value()).matches();
            case STOREFRONT_ACCOUNT, LOYALTY_ID, WECHAT_UNIONID, WECHAT_OPENID, SOCIAL ->
                isNothing(key.value().substring(key.value().indexOf('/') + 1));
        };
    }

    private static boolean isNobodysMail(String address) {
        int at = address.indexOf('@');
        String domain = address.substring(at + 1);
        return NO_PERSONS.contains(address.substring(0, at))
                || NO_DOMAINS.contains(domain.substring(domain.lastIndexOf('.') + 1));
    }

    private static boolean isNothing(String id) {
        return NOTHING.contains(id.toLowerCase(Locale.ROOT))
                || ZEROS.matcher(id).matches();
    }
}
