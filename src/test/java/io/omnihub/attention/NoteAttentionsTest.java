package io.omnihub.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnihub.engine.MemoryEngine;
import io.omnihub.engine.MemoryRows;
import io.omnihub.event.Attention;
import io.omnihub.event.StreamedEvent;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of attentions that are raised and cleared. */
class NoteAttentionsTest {
    private static final UUID ORDER = UUID.fromString("0195d3a0-2b10-7c44-9a01-6f0f3f1f7a10");
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final NotedAttention.Key KEY = new NotedAttention.Key("fulfillment-order:1", "unfillable");

    private final MemoryRows<NotedAttention.Key, NotedAttention> noted = new MemoryRows<>(NotedAttention.TABLE);
    private final MemoryEngine engine = new MemoryEngine(List.of(noted), List.of(), Clock.fixed(NINE, ZoneOffset.UTC));

    @Test
    void whatIsRaised_opens_withWhatWasSaidOfIt() {
        tell(raised(7, "no-store-near"));

        assertThat(noted.row(KEY))
                .isEqualTo(new NotedAttention(
                        KEY,
                        "1",
                        AttentionState.OPEN,
                        7,
                        Optional.of(ORDER),
                        Optional.of(new ChannelCode("web")),
                        Set.of(new LocationCode("S001")),
                        "{\"location\":\"S001\",\"reason\":\"no-store-near\"}",
                        1,
                        1,
                        NINE.plusSeconds(7),
                        NINE.plusSeconds(7),
                        Optional.empty()));
    }

    @Test
    void whatIsRaisedAgain_isCounted_andSaysWhatWasSaidLast() {
        tell(raised(7, "no-store-near"), raised(8, "insufficient-stock"));
        tell(raised(9, "insufficient-stock"));

        assertThat(noted.row(KEY).times()).isEqualTo(3);
        assertThat(noted.row(KEY).openings()).isEqualTo(1);
        assertThat(noted.row(KEY).position()).isEqualTo(7);
        assertThat(noted.row(KEY).openedAt()).isEqualTo(NINE.plusSeconds(7));
        assertThat(noted.row(KEY).raisedAt()).isEqualTo(NINE.plusSeconds(9));
        assertThat(noted.row(KEY).facts()).contains("insufficient-stock");
    }

    @Test
    void whatIsCleared_staysWithWhatWasSaid_andOpensAgain() {
        tell(raised(7, "no-store-near"), cleared(8));

        assertThat(noted.row(KEY).state()).isEqualTo(AttentionState.CLEARED);
        assertThat(noted.row(KEY).clearedAt()).hasValue(NINE.plusSeconds(8));
        assertThat(noted.row(KEY).facts()).contains("no-store-near");

        tell(cleared(9));
        assertThat(noted.row(KEY).clearedAt()).hasValue(NINE.plusSeconds(8));

        tell(raised(10, "insufficient-stock"));
        assertThat(noted.row(KEY).state()).isEqualTo(AttentionState.OPEN);
        assertThat(noted.row(KEY).openings()).isEqualTo(2);
        assertThat(noted.row(KEY).times()).isEqualTo(1);
        assertThat(noted.row(KEY).position()).isEqualTo(10);
    }

    /** Whoever begins in the midst of things hears of the end of what he never heard of. */
    @Test
    void whatWasNeverOpened_isNotCleared() {
        tell(cleared(8));

        assertThat(noted.rows()).isEmpty();
    }

    @Test
    void anotherKindOfRisk_isAnotherAttention() {
        tell(raised(7, "no-store-near"), event(8, Attention.RAISED, "\"kind\":\"promise-delayed\""));

        assertThat(noted.rows()).hasSize(2);
    }

    private void tell(StreamedEvent... events) {
        engine.carryOut(List.of(new NoteAttentions(
                UUID.randomUUID(),
                Stream.of(events)
                        .map(event -> ToldAttention.of(event, JsonMapper.shared()))
                        .toList())));
    }

    private static StreamedEvent raised(long position, String reason) {
        return event(
                position,
                Attention.RAISED,
                "\"kind\":\"unfillable\",\"location\":\"S001\",\"reason\":\"" + reason + "\"");
    }

    private static StreamedEvent cleared(long position) {
        return event(position, Attention.CLEARED, "\"kind\":\"unfillable\"");
    }

    private static StreamedEvent event(long position, String type, String more) {
        return new StreamedEvent(
                position,
                type,
                "1",
                NINE.plusSeconds(position),
                "{\"key\":\"fulfillment-order:1\",\"orderId\":\"%s\",\"channel\":\"web\",%s}".formatted(ORDER, more),
                Optional.of(new ChannelCode("web")),
                Set.of(new LocationCode("S001")));
    }
}
