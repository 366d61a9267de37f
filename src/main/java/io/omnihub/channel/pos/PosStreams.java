package io.omnihub.channel.pos;

import io.omnihub.access.Caller;
import io.omnihub.channel.Field;
import io.omnihub.channel.backoffice.LocationTasks;
import io.omnihub.channel.backoffice.LocationTasks.Task;
import io.omnihub.channel.live.EventsInSight;
import io.omnihub.channel.pos.SocketRoutes.Route;
import io.omnihub.engine.Pages;
import io.omnihub.event.EventFilter;
import io.omnihub.event.EventStream;
import io.omnihub.event.EventStream.Delivered;
import io.omnihub.event.EventStream.Item;
import io.omnihub.event.EventStream.Through;
import io.omnihub.event.StreamedEvent;
import io.omnihub.inventory.Stock;
import io.omnihub.inventory.StockLevel;
import io.omnihub.inventory.StockReading;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code pos.stock}, {@code pos.tasks} and {@code events}: what is, and then what changes, from any position on. Whoever
 * comes without a position is first shown what there is; the position beside it is from before that was read, so that what
 * happened meanwhile is told again rather than missed.
 */
@Configuration(proxyBeanMethods = false)
class PosStreams {
    private static final int MAX_TASKS = 100;
    private static final String PART = "io.omnihub.fulfillment-order.";
    private static final String ORDER = "io.omnihub.order.";
    private static final String TRANSFER = "io.omnihub.transfer.";
    private static final Set<String> TASKS =
            Set.of(PART + "*", ORDER + "placed.v1", ORDER + "edited.v1", TRANSFER + "*");

    private final EventStream stream;
    private final Stock stock;
    private final LocationTasks tasks;
    private final JsonMapper json;

    PosStreams(EventStream stream, Stock stock, LocationTasks tasks, JsonMapper json) {
        this.stream = stream;
        this.stock = stock;
        this.tasks = tasks;
        this.json = json;
    }

    /**
     * @param complete whether the reader has all there is with this; before, a reader who is cut off begins anew
     * @param position from which he goes on
     */
    private record Levels(List<LevelJson> levels, boolean complete, String position) {}

    private record LevelJson(
            String sku,
            long onHand,
            long unavailable,
            long allocated,
            long held,
            long inTransit,
            long safetyStock,
            long version,
            long onHandVersion) {
        static LevelJson of(StockLevel level) {
            return new LevelJson(
                    level.cell().sku().value(),
                    level.onHand(),
                    level.unavailable(),
                    level.allocated(),
                    level.held(),
                    level.inTransit(),
                    level.safetyStock(),
                    level.version(),
                    level.onHandVersion());
        }
    }

    private record Tasks(List<Task> tasks, boolean complete, String position) {}

    @Bean
    SocketRoutes streamRoutes() {
        return new SocketRoutes(Map.of(
                "pos.stock", new Route.Stream(this::stock),
                "pos.tasks", new Route.Stream(this::tasks),
                "events", new Route.Stream(this::events)));
    }

    private Flux<Object> stock(SocketRequest request) {
        LocationCode location = location(request);
        return changing(
                request,
                ofLocation(Set.of(Stock.CHANGED), location),
                head -> levels(location)
                        .map(page -> (Object) new Levels(page, false, Long.toString(head)))
                        .concatWithValues(new Levels(List.of(), true, Long.toString(head))),
                item -> Mono.just(levels(item)));
    }

    private Flux<Object> tasks(SocketRequest request) {
        LocationCode location = location(request);
        return changing(
                request,
                ofLocation(TASKS, location),
                head -> tasks.open(location, request.caller())
                        .buffer(MAX_TASKS)
                        .map(page -> (Object) new Tasks(page, false, Long.toString(head)))
                        .concatWithValues(new Tasks(List.of(), true, Long.toString(head))),
                item -> tasks(item, location, request.caller())
                        .collectList()
                        .map(changed -> new Tasks(changed, true, Long.toString(item.position()))));
    }

    /** All there is, where the reader has no position, and then each change. */
    private Flux<Object> changing(
            SocketRequest request,
            EventFilter filter,
            LongFunction<Flux<Object>> all,
            Function<Item, Mono<Object>> change) {
        OptionalLong after = after(request.data().object("after", "location"));
        return after.isPresent()
                ? follow(after, filter, true, change)
                : stream.head()
                        .flatMapMany(head -> Flux.concat(
                                all.apply(head),
                                Flux.defer(() -> follow(OptionalLong.of(head), filter, true, change))));
    }

    private Flux<Object> follow(
            OptionalLong after, EventFilter filter, boolean follow, Function<Item, Mono<Object>> change) {
        return stream.read(after, filter, follow).flatMapMany(items -> items).concatMap(change, 1);
    }

    private Flux<List<LevelJson>> levels(LocationCode location) {
        return Pages.all(after -> stock.levels(List.of(), Optional.of(location), after, Page.MAX_LIMIT))
                .map(page -> page.items().stream()
                        .map(StockReading::level)
                        .map(LevelJson::of)
                        .toList());
    }

    private Object levels(Item item) {
        List<LevelJson> changed = switch (item) {
            case Delivered(var event) -> List.of(LevelJson.of(Stock.changed(json.readTree(event.data()))));
            case Through _ -> List.of();
        };
        return new Levels(changed, true, Long.toString(item.position()));
    }

    /** What the event is about, as it is now. */
    private Flux<Task> tasks(Item item, LocationCode location, Caller caller) {
        return switch (item) {
            case Delivered(var event)
            when event.type().startsWith(PART) ->
                tasks.part(UUID.fromString(event.subject()), location, caller).flux();
            case Delivered(var event)
            when event.type().startsWith(TRANSFER) ->
                tasks.transfer(UUID.fromString(event.subject()), location, caller)
                        .flux();
            case Delivered(var event) ->
                Flux.fromIterable(parts(event, location)).concatMap(part -> tasks.part(part, location, caller), 1);
            case Through _ -> Flux.empty();
        };
    }

    /** The parts that an order has got there. */
    private List<UUID> parts(StreamedEvent order, LocationCode location) {
        return json.readTree(order.data())
                .path("fulfillmentOrders")
                .valueStream()
                .filter(part -> part.path("location").asString("").equals(location.value()))
                .map(part -> UUID.fromString(part.required("id").stringValue()))
                .toList();
    }

    private Flux<Object> events(SocketRequest request) {
        Field data = request.data().object("after", "types", "location", "channel", "subject", "follow");
        EventFilter filter = EventsInSight.filter(
                request.caller(),
                data.maybe("types")
                        .map(types -> types.items(1, EventsInSight.MAX_TYPES, "too-many-entries").stream()
                                .map(type -> type.text(EventsInSight::isType, "a type of events"))
                                .collect(Collectors.toSet()))
                        .orElse(Set.of()),
                data.maybe("location").map(Field::code).map(LocationCode::new),
                data.maybe("channel").map(Field::code).map(ChannelCode::new),
                data.maybe("subject").map(subject -> subject.text(EventsInSight.MAX_SUBJECT)));
        var sight = new EventsInSight(request.caller(), json);
        return follow(
                after(data),
                filter,
                data.maybe("follow").map(Field::flag).orElse(true),
                item -> Mono.just(
                        switch (item) {
                            case Delivered(var event) -> json.readTree(sight.told(event));
                            case Through(long position) -> Map.of("through", Long.toString(position));
                        }));
    }

    /** A terminal's own; who has none names one. */
    private static LocationCode location(SocketRequest request) {
        Optional<LocationCode> named =
                request.data().maybe("location").map(Field::code).map(LocationCode::new);
        return request.caller()
                .ofLocation(named)
                .orElseGet(() -> new LocationCode(request.data().at("location").code()));
    }

    private static EventFilter ofLocation(Set<String> types, LocationCode location) {
        return new EventFilter(types, Optional.of(location), Optional.empty(), Optional.empty());
    }

    private static OptionalLong after(Field data) {
        return EventsInSight.position(
                data.maybe("after").map(field -> field.text(EventsInSight::isPosition, EventsInSight.POSITION_FORM)));
    }
}
