package io.omnihub.customer;

import io.omnihub.kernel.Text;
import io.omnihub.kernel.Wire;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A kind of key of a person, in the order in which they are trusted. */
public enum IdentityType implements Wire {
    /** An account of a storefront: {@code channel/account}. */
    STOREFRONT_ACCOUNT(Form.SCOPED, 1),
    /** A member of a programme: {@code programme/number}. */
    LOYALTY_ID(Form.SCOPED, 1),
    /** A person over all WeChat applications of one owner: {@code owner/id}. */
    WECHAT_UNIONID(Form.SCOPED, 1),
    /** A person to one WeChat application: {@code application/id}. */
    WECHAT_OPENID(Form.SCOPED, 5),
    /** The number of a WhatsApp account, in E.164. */
    WHATSAPP(Form.PHONE, 5),
    /** An account of another network: {@code network/id}. */
    SOCIAL(Form.SCOPED, 5),
    EMAIL(Form.EMAIL, 10),
    /** In E.164. */
    PHONE(Form.PHONE, 10);

    private static final int MAX_LENGTH = 254;
    private static final Pattern ADDRESS = Pattern.compile(
            "[^@\\s<>\",;:\\\\()\\[\\]]{1,64}@[^@\\s<>\",;:\\\\()\\[\\]]+\\.[^@\\s.<>\",;:\\\\()\\[\\]]{2,}");

    private enum Form {
        EMAIL,
        PHONE,
        SCOPED
    }

    private final Form form;
    private final int limit;

    IdentityType(Form form, int limit) {
        this.form = form;
        this.limit = limit;
    }

    /** How many of them one customer has at most; of those with a scope, in each. */
    int limit() {
        return limit;
    }

    /** Whether somebody has at most one of them in a scope, so that two of them are two persons. */
    boolean isUnique() {
        return limit == 1;
    }

    /** What the limit counts: the type, or the type and the scope. */
    String counted(String value) {
        return form == Form.SCOPED ? wire() + ":" + value.substring(0, value.indexOf('/')) : wire();
    }

    /** How it is written, for people. */
    public String expected() {
        return switch (form) {
            case EMAIL -> "an e-mail address";
            case PHONE -> "a telephone number in E.164, for instance +441134960000";
            case SCOPED -> "what it is unique in, a slash, and the id: for instance web/1234";
        };
    }

    /**
     * The one way in which it is written here; empty for what cannot be one. Addresses are compared without regard to case,
     * and nothing else of them is changed: some providers tell {@code a+b@} from {@code a@}.
     *
     * @param region of telephone numbers without a country, two letters as in ISO 3166-1; empty where they need one
     */
    public Optional<String> normalised(String raw, Optional<String> region) {
        String text = raw.strip();
        if (!Text.isTrimmed(text, MAX_LENGTH)) {
            return Optional.empty();
        }
        return switch (form) {
            case EMAIL -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(ADDRESS.asMatchPredicate());
            case PHONE -> PhoneNumbers.normalised(text, region);
            case SCOPED -> Optional.of(text).filter(IdentityType::isScoped);
        };
    }

    private static boolean isScoped(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && Text.isCode(text.substring(0, slash))
                && Text.isTrimmed(text.substring(slash + 1), MAX_LENGTH);
    }
}
