package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnihub.engine.Actor;
import io.omnihub.journal.Journal;
import io.omnihub.journal.JournalEntry;
import io.omnihub.journal.JournalEntry.Told;
import io.omnihub.journal.JournalKind;
import io.omnihub.journal.Terminal;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is at risk stands in a list until nobody has to look any more; and the handler that makes the list can be seen. */
class AttentionsIT implements LedgerProven {
    private static final String PATH = "/api/v1/attentions";
    private static final String HANDLERS = "/api/v1/event-handlers";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Api api = Api.administrator();
    private final Work work = Work.ofAdministrator();
    private final Shop shop = new Shop();
    private final Instant morning = Instant.now().minus(Duration.ofHours(2));
    private String leeds = "";
    private String york = "";
    private String web = "";
    private String lamp = "";

    @BeforeEach
    void openTheShop() {
        leeds = shop.store("leeds", 53.80, -1.55);
        york = shop.store("york", 53.96, -1.08);
        web = shop.channel("web", leeds, york);
        lamp = shop.item("lamp");
    }

    @BeforeEach
    void listFollows() {
        ParkedHandler.free();
    }

    @Test
    void whatCannotBeFulfilled_isThere_untilItIsClear() {
        shop.receive(lamp, leeds, 1);
        Json order = shop.place(shop.order(web, line(lamp, 1))
                        .with("/delivery", "{method: 'pickup', location: '%s'}".formatted(leeds)))
                .is(201)
                .json();
        shop.receive(lamp, york, 1);
        work.step(order.text("/fulfillmentOrders/0/id"), "reject", Json.of("{reason: 'closed'}"))
                .is(200);
        Json part = work.awaitUnfillable(order.text("/id"));
        String ofOrder = PATH + "?order=" + order.text("/id");

        Json open = only(api, ofOrder + "&state=open");

        assertThat(open.text("/kind")).isEqualTo("unfillable");
        assertThat(open.text("/key")).isEqualTo("fulfillment-order:" + part.text("/id"));
        assertThat(open.text("/channel")).isEqualTo(web);
        assertThat(open.items("/facts/alternatives")).containsExactly(Json.of("'" + york + "'"));
        assertThat(open.number("/times")).isEqualTo(1);

        work.step(part.text("/id"), "accept-offer", Json.of("{location: '%s'}".formatted(york)))
                .is(200);

        Json cleared = only(api, ofOrder + "&state=cleared");
        assertThat(cleared.text("/clearedAt")).isNotEmpty();
        assertThat(cleared.at("/openedAt")).isEqualTo(open.at("/openedAt"));
        assertThat(api.all(ofOrder + "&state=open", 1)).isEmpty();
    }

    @Test
    void aSequenceUsedTwice_isForItsStore_untilSomebodyHasReviewedIt() {
        var till = new Terminal(UUID.randomUUID(), new LocationCode(leeds));
        tell(till, found(1, 2), found(2, 1));
        tell(till, found(1, 3));
        Api store = Api.store(leeds);
        String reused = PATH + "?kind=sequence-reused&state=open";

        Json open = only(store, reused);

        assertThat(open.text("/key")).isEqualTo("terminal:" + till.id());
        assertThat(open.items("/locations")).containsExactly(Json.of("'" + leeds + "'"));
        assertThat(Api.store(york).all(reused, 1)).isEmpty();
        store.get(reused + "&location=" + york).refuses(403, "forbidden");

        tell(till, found(2, 4));
        await().atMost(LIMIT).until(() -> only(store, reused).number("/times") == 2);
        String journal = "/api/v1/terminals/" + till.id() + "/journal";
        assertThat(store.get(journal).is(200).number("/unreviewed")).isEqualTo(2);
        review(store, till, 1, "early").refuses(409, "more-to-review", "/unreviewed");
        review(Api.store(york), till, 2, "foreign").refuses(404, "not-found");

        assertThat(review(store, till, 2, "seen").is(201).number("/unreviewed")).isZero();

        assertThat(review(store, till, 2, "seen").isReplay().number("/unreviewed"))
                .isZero();
        review(store, till, 3, "seen").refuses(422, "idempotency-key-reused", "Idempotency-Key");
        await().atMost(LIMIT).until(() -> store.all(reused, 1).isEmpty());

        tell(till, found(1, 9));
        assertThat(only(store, reused).number("/openings")).isEqualTo(2);
    }

    @Test
    void aParkedHandler_isSeen_andGoesOnWhenItIsTriedAgain() {
        String name = ParkedHandler.fresh();
        assertThat(handler(name).text("/state")).isEqualTo("parked");
        assertThat(handler(name).text("/reason")).isEqualTo("a defect");
        String key = UUID.randomUUID().toString();

        assertThat(retry(name, "{}", key).is(201).text("/name")).isEqualTo(name);

        retry(name, "{}", key).isReplay();
        retry(name, "{skipForgotten: true}", key).refuses(422, "idempotency-key-reused", "Idempotency-Key");
        await().atMost(LIMIT)
                .until(() -> handler(name).text("/state").equals("following")
                        && handler(name).number("/failures") == 0);
        retry(name, "{}", UUID.randomUUID().toString()).refuses(409, "not-parked");
        retry("none", "{}", UUID.randomUUID().toString()).refuses(404, "not-found");
        retry(name, "{skipForgotten: 1}", UUID.randomUUID().toString()).refuses(422, "invalid-field", "/skipForgotten");
        var till = new Terminal(UUID.randomUUID(), new LocationCode(york));
        tell(till, found(1, 2));
        tell(till, found(1, 3));
        only(Api.store(york), PATH + "?kind=sequence-reused");
    }

    @ParameterizedTest
    @CsvSource({
        "?state=lost, invalid-parameter, state",
        "?kind=a%20b, invalid-parameter, kind",
        "?order=1, invalid-parameter, order",
        "?from=1, invalid-parameter, from",
        "?after=xyz, invalid-cursor, after"
    })
    void badParameters_areNamed(String query, String code, String parameter) {
        api.get(PATH + query).refuses(400, code, parameter);
    }

    /** What follows by a moment. */
    private static Json only(Api by, String path) {
        await().atMost(LIMIT).until(() -> by.all(path, 1).size() == 1);
        return by.all(path, 1).getFirst();
    }

    private Json handler(String name) {
        return api.get(HANDLERS).is(200).json().items("/items").stream()
                .filter(handler -> handler.text("/name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Reply retry(String name, String body, String key) {
        return api.post(HANDLERS + "/" + name + "/retries", Json.of(body), "Idempotency-Key", key);
    }

    private static Reply review(Api by, Terminal till, long seen, String key) {
        return by.post(
                "/api/v1/terminals/" + till.id() + "/journal/reviews",
                Json.of("{unreviewed: %d}".formatted(seen)),
                "Idempotency-Key",
                key + till.id());
    }

    private static void tell(Terminal till, JournalEntry... entries) {
        Hub.context()
                .getBean(Journal.class)
                .record(Actor.hub(till.id()), till, List.of(entries))
                .toFuture()
                .join();
    }

    private JournalEntry found(long sequence, long units) {
        var told = new Told(sequence, new Sku(lamp), morning, Optional.empty(), Optional.empty());
        return new JournalEntry.Correction(told, JournalKind.FOUND, units);
    }
}
