package io.omnihub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
    private static final Actor AUDITED = actor(true);

    @Test
    void onlyWhatDiffers_isKept() {
        Map<String, Object> before = Map.of("name", "Lamp", "state", "active", "price", 5);
        Map<String, Object> after = Map.of("name", "Desk lamp", "state", "active", "barcodes", List.of("1"));

        AuditEntry entry = AuditEntry.of(AUDITED, "item:LAMP", Optional.of(before), after);

        assertThat(entry.before()).contains(Map.of("name", "Lamp", "price", 5));
        assertThat(entry.after()).isEqualTo(Map.of("name", "Desk lamp", "barcodes", List.of("1")));
    }

    @Test
    void ofWhatIsNew_allIsKept() {
        AuditEntry entry = AuditEntry.of(AUDITED, "item:LAMP", Optional.empty(), Map.of("name", "Lamp"));
        assertThat(entry.before()).isEmpty();
        assertThat(entry.after()).isEqualTo(Map.of("name", "Lamp"));
    }

    @Test
    void aLongList_isCounted() {
        List<Integer> fits = IntStream.range(0, AuditEntry.MAX_LISTED).boxed().toList();
        List<Integer> long51 =
                IntStream.rangeClosed(0, AuditEntry.MAX_LISTED).boxed().toList();

        AuditEntry entry =
                AuditEntry.of(AUDITED, "channel:web", Optional.of(Map.of("pool", fits)), Map.of("pool", long51));

        assertThat(entry.before()).contains(Map.of("pool", fits));
        assertThat(entry.after()).isEqualTo(Map.of("pool", Map.of("count", 51)));
    }

    @Test
    void whoIsNotAudited_addsNothingToTheChanges() {
        var changes = new Changes();
        actor(false).noteNew(changes, "item:LAMP", Map.of("name", "Lamp"));
        assertThat(changes.appends).isEmpty();

        AUDITED.noteNew(changes, "item:LAMP", Map.of("name", "Lamp"));
        assertThat(changes.appends).containsOnlyKeys(AuditEntry.LOG);
    }

    private static Actor actor(boolean audited) {
        return new Actor(new UUID(0, 1), "service", "ERP", "putItem", "1", audited);
    }
}
