package io.omnihub.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An enum whose values stand on the wire and in the database in kebab-case: {@code READY_FOR_PICKUP}, {@code ready-for-pickup}. */
public interface Wire {
    String name();

    default String wire() {
        return Names.KNOWN.computeIfAbsent(
                name(), name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Names are asked for in every order, so each is made once. */
    final class Names {
        private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

        private Names() {}
    }

    /** The names on the wire of all constants, in their order. */
    static <E extends Enum<E> & Wire> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Wire::wire).toList();
    }

    /** The constant of that enum with this name on the wire. */
    static <E extends Enum<E> & Wire> E parse(Class<E> type, String wire) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wire().equals(wire)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("not a " + type.getSimpleName() + ": '" + wire + "'");
    }
}
