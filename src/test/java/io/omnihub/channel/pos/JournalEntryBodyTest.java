package io.omnihub.channel.pos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.channel.Field;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Unreadable;
import io.omnihub.kernel.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JournalEntryBodyTest {
    private static final String AT = "\"sku\":\"A\",\"occurredAt\":\"2026-03-02T08:00:00Z\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"kind\":\"sale\",\"quantity\":2,\"unitPrice\":{\"amount\":255,\"currency\":\"GBP\"},\"customer\":\"L-1\"",
                "\"kind\":\"void\",\"quantity\":2,\"voids\":6",
                "\"kind\":\"return\",\"quantity\":1,\"restocked\":true,\"receipt\":\"R/1\"",
                "\"kind\":\"receipt\",\"quantity\":1000000000,\"location\":\"S001\"",
                "\"kind\":\"found\",\"quantity\":1",
                "\"kind\":\"write-off\",\"quantity\":1",
                "\"kind\":\"damage\",\"quantity\":1",
                "\"kind\":\"count\",\"counted\":0,\"onHandVersion\":3"
            })
    void everyKind_isRead(String members) {
        JournalEntry read = JournalEntryBody.read(entry(members));

        assertThat(read).isInstanceOf(JournalEntry.Fact.class);
        assertThat(read.sequence()).isEqualTo(7);
        assertThat(JournalEntryBody.read(entry(members)).fingerprint()).isEqualTo(read.fingerprint());
        assertThat(JournalEntryBody.read(entry(members.replace("1", "9"))).fingerprint())
                .satisfies(other -> assertThat(other.equals(read.fingerprint())).isEqualTo(!members.contains("1")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        "kind":"sale"                                     | missing-field         | /quantity
        "kind":"sale","quantity":-1                       | quantity-out-of-range | /quantity
        "kind":"sale","quantity":"1"                      | invalid-field         | /quantity
        "kind":"sale","quantity":1,"name":"A. Buyer"      | unknown-field         | /name
        "kind":"sale","quantity":1,"customer":"a@b.org"   | invalid-field         | /customer
        "kind":"gift","quantity":1                        | invalid-field         | /kind
        "kind":"void","quantity":1,"voids":7              | invalid-field         | /voids
        "kind":"count","quantity":1                       | unknown-field         | /quantity
        "kind":"count","counted":-1                       | quantity-out-of-range | /counted
        """)
    void whatCannotBeRead_isAnEntryAllTheSame(String members, String code, String field) {
        JournalEntry read = JournalEntryBody.read(entry(members));

        assertThat(read).isInstanceOfSatisfying(Unreadable.class, unreadable -> {
            assertThat(unreadable.sequence()).isEqualTo(7);
            assertThat(unreadable.why().code()).isEqualTo(code);
            assertThat(unreadable.why().field()).contains(field);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "-0001-01-01T00:00:00Z"})
    void aTimeThatNoClockSays_cannotBeRead(String time) {
        JournalEntry read = JournalEntryBody.read(Field.of(JsonMapper.shared().readTree("""
            {"sequence":7,"kind":"found","quantity":1,"sku":"A","occurredAt":"%s"}\
            """.formatted(time))));

        assertThat(read)
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.why().code()).isEqualTo("time-out-of-range"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"sequence\":0}", "{\"sequence\":1.5}", "{\"sequence\":\"1\"}", "7"})
    void whatHasNoSequence_isNone(String json) {
        Field node = Field.of(JsonMapper.shared().readTree(json));
        assertThatThrownBy(() -> JournalEntryBody.read(node)).isInstanceOf(ProblemException.class);
    }

    private static Field entry(String members) {
        return Field.of(JsonMapper.shared().readTree("{\"sequence\":7," + AT + "," + members + "}"));
    }
}
