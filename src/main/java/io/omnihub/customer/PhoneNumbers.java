package io.omnihub.customer;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/** Telephone numbers in E.164. */
final class PhoneNumbers {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private PhoneNumbers() {}

    /** Reads the plans of all countries, which the library would read one by one when they are needed: from files. */
    static void load() {
        NUMBERS.getSupportedRegions().forEach(NUMBERS::getSupportedTypesForRegion);
        NUMBERS.getSupportedGlobalNetworkCallingCodes().forEach(NUMBERS::getSupportedTypesForNonGeoEntity);
    }

    /** @param region of numbers without a country */
    static Optional<String> normalised(String text, Optional<String> region) {
        try {
            var number = NUMBERS.parse(text, region.orElse(null));
            return NUMBERS.isPossibleNumber(number)
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
