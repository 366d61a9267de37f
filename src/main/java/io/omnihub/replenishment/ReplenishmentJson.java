package io.omnihub.replenishment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Wire;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How what is looked at as a whole is stored. */
final class ReplenishmentJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private record BecauseJson(List<String> reasons, Proposal.End source, Proposal.End destination) {}

    private record LackJson(String location, long quantity, List<String> reasons, Proposal.End place) {}

    private ReplenishmentJson() {}

    static String write(ReplenishmentPolicy policy) {
        return JSON.writeValueAsString(policy);
    }

    static ReplenishmentPolicy policy(String text) {
        return JSON.readValue(text, ReplenishmentPolicy.class);
    }

    static String write(Proposal.Because because) {
        return JSON.writeValueAsString(
                new BecauseJson(words(because.reasons()), because.source(), because.destination()));
    }

    static Proposal.Because because(String text) {
        var read = JSON.readValue(text, BecauseJson.class);
        return new Proposal.Because(reasons(read.reasons()), read.source(), read.destination());
    }

    static String write(List<PurchaseSuggestion.Lack> places) {
        return JSON.writeValueAsString(places.stream()
                .map(lack ->
                        new LackJson(lack.location().value(), lack.quantity(), words(lack.reasons()), lack.place()))
                .toList());
    }

    static List<PurchaseSuggestion.Lack> places(String text) {
        return Arrays.stream(JSON.readValue(text, LackJson[].class))
                .map(lack -> new PurchaseSuggestion.Lack(
                        new LocationCode(lack.location()), lack.quantity(), reasons(lack.reasons()), lack.place()))
                .toList();
    }

    private static List<String> words(List<Reason> reasons) {
        return reasons.stream().map(Wire::wire).toList();
    }

    private static List<Reason> reasons(List<String> words) {
        return words.stream().map(word -> Wire.parse(Reason.class, word)).toList();
    }
}
