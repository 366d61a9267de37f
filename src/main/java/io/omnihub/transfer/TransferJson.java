package io.omnihub.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** How what happened to a transfer is stored. */
final class TransferJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private TransferJson() {}

    /** Nothing, where nothing has happened yet. */
    static Optional<String> write(TransferHandling handling) {
        return handling.equals(TransferHandling.NONE)
                ? Optional.empty()
                : Optional.of(JSON.writeValueAsString(handling));
    }

    static TransferHandling read(String text) {
        return JSON.readValue(text, TransferHandling.class);
    }
}
