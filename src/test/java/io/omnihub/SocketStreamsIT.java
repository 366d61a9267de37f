package io.omnihub;

import static io.omnihub.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import tools.jackson.databind.json.JsonMapper;

/** A terminal sees what lies in its store and what is to be done there, and goes on where it was on any replica. */
class SocketStreamsIT implements LedgerProven {
    private final Shop shop = new Shop();
    private final String lamp = shop.item("lamp");
    private final String leeds = shop.store("leeds", 53.80, -1.55);
    private final String york = shop.store("york", 53.96, -1.08);
    private final String web = shop.channel("web", leeds);
    private final String terminal = terminal();

    @ParameterizedTest
    @EnumSource(Socket.In.class)
    void stockIsShownWhole_andThenAsItChanges(Socket.In in) {
        shop.receive(lamp, leeds, 7);
        shop.receive(lamp, york, 100);
        try (var socket = Socket.open(Socket.Over.WEBSOCKET, in, terminal);
                var stock = Told.of(socket, "pos.stock", "{}")) {
            stock.awaits("/levels/0/onHand", "7");
            shop.place(shop.order(web, line(lamp, 2))).is(201);
            stock.awaits("/levels/0/allocated", "2");

            assertThat(stock.all().toString()).contains(lamp).doesNotContain(york);
            assertThat(stock.lastPosition()).isPresent();
        }
    }

    @Test
    void whoComesBackToAnotherReplica_isShownWhatChangedSince() {
        shop.receive(lamp, leeds, 7);
        String position;
        try (var socket = Socket.open(terminal);
                var stock = Told.of(socket, "pos.stock", "{}")) {
            await().until(() -> stock.lastPosition().isPresent());
            position = stock.lastPosition().orElseThrow();
        }
        shop.receive(lamp, leeds, 3);

        try (var socket = Socket.openOnSecondHub(terminal);
                var stock = Told.of(socket, "pos.stock", "{after: '%s'}".formatted(position))) {
            stock.awaits("/levels/0/onHand", "10");
            assertThat(stock.all()).allMatch(told -> at(told, "/complete").equals("true"));
        }
    }

    @Test
    void anOrder_isATaskUntilItsStoreHasDoneIt() {
        shop.receive(lamp, leeds, 7);
        try (var socket = Socket.open(terminal);
                var tasks = Told.of(socket, "pos.tasks", "{}")) {
            tasks.awaits("/complete", "true");
            var order = shop.place(shop.order(web, line(lamp, 2))).is(201).json();
            String part = order.text("/fulfillmentOrders/0/id");
            tasks.awaits("/tasks/0/id", part);
            assertThat(at(tasks.last("/tasks/0/id", part), "/tasks/0/fulfillmentOrder/state"))
                    .isEqualTo("allocated");

            shop.cancel(order.text("/id"), Json.of("{}")).is(201);
            await().until(() ->
                    at(tasks.last("/tasks/0/id", part), "/tasks/0/open").equals("false"));
        }
        shop.place(shop.order(web, line(lamp, 1))).is(201);
        try (var socket = Socket.openOnSecondHub(terminal);
                var tasks = Told.of(socket, "pos.tasks", "{}")) {
            tasks.awaits("/complete", "true");
            assertThat(tasks.all().getFirst().items("/tasks")).hasSize(1);
        }
    }

    /** A store's key may ask for more over HTTP. */
    @Test
    void aTaskNamesOnlyStepsThatATerminalCanAskFor() {
        shop.receive(lamp, leeds, 1);
        String part = shop.place(shop.order(web, line(lamp, 1))).is(201).text("/fulfillmentOrders/0/id");
        Json last = Json.of("{}");
        try (var socket = Socket.open(terminal)) {
            for (String step : List.of("acknowledge", "start-picking", "pick", "pack", "ship")) {
                String ofParcel = step.equals("ship") ? ", carrier: 'Royal Mail'" : "";
                var told = socket.ask(
                        "pos.task." + step,
                        Json.of("{fulfillmentOrderId: '%s', idempotencyKey: '%s'%s}"
                                .formatted(part, shop.fresh(step), ofParcel)));
                assertThat(told.isRefused()).isFalse();
                last = told.body();
            }
        }
        assertThat(last.text("/state")).isEqualTo("shipped");
        assertThat(last.items("/steps")).isEmpty();
        assertThat(Api.store(leeds).get(Work.PATH + part).is(200).json().items("/steps"))
                .contains(Json.of("'deliver'"));
    }

    @Test
    void eventsAreToldAsOverHttp() {
        try (var socket = Socket.open(terminal);
                var events = Told.of(socket, "events", "{types: ['io.omnihub.stock.*']}")) {
            await().until(() -> {
                shop.receive(lamp, leeds, 1);
                return events.all().stream().anyMatch(told -> at(told, "/type").equals("io.omnihub.stock.changed.v1"));
            });
            assertThat(events.all()).allMatch(told -> at(told, "/data/location").equals(leeds));
        }
    }

    @Test
    void whatCannotBeRead_isRefused_andTheConnectionLivesOn() {
        try (var socket = Socket.open(terminal)) {
            socket.first("pos.stock", Json.of("{after: 'x'}")).refuses(422, "invalid-field", "/after");
            socket.first("pos.stock", Json.of("{after: '999999999999999'}")).refuses(422, "position-unknown");
            socket.first("pos.stock", Json.of("{colour: 'red'}")).refuses(422, "unknown-field", "/colour");
            socket.first("pos.tasks", Json.of("{location: '%s'}".formatted(york)))
                    .refuses(403, "forbidden");
            socket.first("events", Json.of("{types: ['order']}")).refuses(422, "invalid-field", "/types/0");
            assertThat(socket.first("pos.stock", Json.of("{}")).isRefused()).isFalse();
        }
    }

    private String terminal() {
        return Api.administrator()
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'till', role: 'terminal', location: '%s'}".formatted(leeds)),
                        "Idempotency-Key",
                        shop.fresh("key"))
                .is(201)
                .text("/secret");
    }

    /** What stands there, as a text; empty where nothing does. */
    private static String at(Json told, String pointer) {
        return JsonMapper.shared().readTree(told.toString()).at(pointer).asString("");
    }

    /** What a stream has told so far. */
    private record Told(List<Json> all, Disposable reading) implements AutoCloseable {
        static Told of(Socket socket, String route, String request) {
            var all = new CopyOnWriteArrayList<Json>();
            return new Told(all, socket.stream(route, Json.of(request)).subscribe(all::add));
        }

        void awaits(String pointer, String value) {
            await().until(() -> all.stream().anyMatch(told -> at(told, pointer).equals(value)));
        }

        Json last(String pointer, String value) {
            return all.stream()
                    .filter(told -> at(told, pointer).equals(value))
                    .reduce((_, later) -> later)
                    .orElseThrow();
        }

        Optional<String> lastPosition() {
            return all.stream()
                    .filter(told -> at(told, "/complete").equals("true"))
                    .reduce((_, later) -> later)
                    .map(told -> at(told, "/position"));
        }

        @Override
        public void close() {
            reading.dispose();
        }
    }
}
