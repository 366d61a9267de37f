package io.omnihub.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code omnihub.sample} asks for. */
enum SampleMode {
    /** No sample. */
    OFF,
    /** The sample's items, locations, channels and stock. */
    LOAD,
    /** The same, and then the sample's orders as live traffic. */
    REPLAY;

    static SampleMode of(String setting) {
        return Arrays.stream(values())
                .filter(mode -> mode.setting().equals(setting.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("omnihub.sample is one of "
                        + Arrays.stream(values()).map(SampleMode::setting).collect(Collectors.joining(", "))
                        + ", not '" + setting + "'"));
    }

    private String setting() {
        return name().toLowerCase(Locale.ROOT);
    }
}
