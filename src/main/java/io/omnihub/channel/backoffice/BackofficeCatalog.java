package io.omnihub.channel.backoffice;

import io.omnihub.access.Caller;
import io.omnihub.catalog.Barcode;
import io.omnihub.catalog.Catalogs;
import io.omnihub.catalog.Channel;
import io.omnihub.catalog.Item;
import io.omnihub.catalog.Location;
import io.omnihub.catalog.PutEntryResult;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Page;
import io.omnihub.kernel.Sku;
import io.omnihub.kernel.Text;
import io.omnihub.kernel.Versions;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/items}, {@code /locations} and {@code /channels}: put, read and list, all three alike. */
@Configuration(proxyBeanMethods = false)
class BackofficeCatalog {
    private final Catalogs catalogs;
    private final Requests requests;
    private final Replies replies;

    BackofficeCatalog(Catalogs catalogs, Requests requests, Replies replies) {
        this.catalogs = catalogs;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> catalogRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/items", this::items)
                .GET("/api/v1/items/{sku}", this::item)
                .PUT("/api/v1/items/{sku}", this::putItem)
                .GET(
                        "/api/v1/locations",
                        request -> list(request, "locations", Text::isCode, catalogs::locations, CatalogJson::of))
                .GET("/api/v1/locations/{code}", this::location)
                .PUT("/api/v1/locations/{code}", this::putLocation)
                .PUT("/api/v1/locations/{code}/switches", this::switchLocation)
                .GET(
                        "/api/v1/channels",
                        request -> list(request, "channels", Text::isCode, catalogs::channels, CatalogJson::of))
                .GET("/api/v1/channels/{code}", this::channel)
                .PUT("/api/v1/channels/{code}", this::putChannel)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> items(ServerRequest request) {
        Optional<Barcode> barcode = Requests.parameter(request, "barcode", Barcode::isValid, CatalogBody.BARCODE_FORM)
                .map(Barcode::new);
        return list(
                request,
                "items",
                Sku::isValid,
                (after, limit) ->
                        barcode.map(code -> catalogs.items(code, after)).orElseGet(() -> catalogs.items(after, limit)),
                CatalogJson::of,
                "barcode");
    }

    private Mono<ServerResponse> item(ServerRequest request) {
        Requests.onlyParameters(request);
        return Mono.just(request.pathVariable("sku"))
                .filter(Sku::isValid)
                .flatMap(sku -> catalogs.item(new Sku(sku)))
                .flatMap(item -> replies.versioned(HttpStatus.OK, item.version(), CatalogJson.of(item)))
                .switchIfEmpty(notFound("item"));
    }

    private Mono<ServerResponse> putItem(ServerRequest request) {
        Requests.onlyParameters(request);
        var sku = new Sku(Requests.inPath(request, "sku", Sku::isValid));
        Optional<Versions> expected = Requests.ifMatch(request);
        return requests.body(request)
                .flatMap(body -> catalogs.put(Caller.actor(request), CatalogBody.item(sku, body), expected)
                        .flatMap(result -> answer(result, Item::version, CatalogJson::of, CatalogBody.barcodes(body))));
    }

    private Mono<ServerResponse> location(ServerRequest request) {
        Requests.onlyParameters(request);
        Caller caller = Caller.of(request.attributes());
        return Mono.just(request.pathVariable("code"))
                .filter(Text::isCode)
                .map(LocationCode::new)
                .filter(caller::sees)
                .flatMap(catalogs::location)
                .flatMap(location -> replies.versioned(HttpStatus.OK, location.version(), CatalogJson.of(location)))
                .switchIfEmpty(notFound("location"));
    }

    private Mono<ServerResponse> putLocation(ServerRequest request) {
        Requests.onlyParameters(request);
        var code = new LocationCode(Requests.inPath(request, "code", Text::isCode));
        Optional<Versions> expected = Requests.ifMatch(request);
        return requests.body(request)
                .map(body -> CatalogBody.location(code, body))
                .flatMap(location -> catalogs.put(Caller.actor(request), location, expected))
                .flatMap(result -> answer(result, Location::version, CatalogJson::of));
    }

    private Mono<ServerResponse> switchLocation(ServerRequest request) {
        Requests.onlyParameters(request);
        var code = new LocationCode(Requests.inPath(request, "code", Text::isCode));
        return requests.body(request)
                .map(CatalogBody::switches)
                .flatMap(wanted -> catalogs.switchLocation(
                        code, wanted.paused(), wanted.pickupPaused(), wanted.reason(), Caller.actor(request)))
                .flatMap(location -> replies.versioned(HttpStatus.OK, location.version(), CatalogJson.of(location)))
                .switchIfEmpty(notFound("location"));
    }

    private Mono<ServerResponse> channel(ServerRequest request) {
        Requests.onlyParameters(request);
        return Mono.just(request.pathVariable("code"))
                .filter(Text::isCode)
                .flatMap(code -> catalogs.channel(new ChannelCode(code)))
                .flatMap(channel -> replies.versioned(HttpStatus.OK, channel.version(), CatalogJson.of(channel)))
                .switchIfEmpty(notFound("channel"));
    }

    private Mono<ServerResponse> putChannel(ServerRequest request) {
        Requests.onlyParameters(request);
        var code = new ChannelCode(Requests.inPath(request, "code", Text::isCode));
        Optional<Versions> expected = Requests.ifMatch(request);
        return requests.body(request)
                .map(body -> CatalogBody.channel(code, body))
                .flatMap(channel -> catalogs.put(Caller.actor(request), channel, expected)
                        .flatMap(result -> answer(result, Channel::version, CatalogJson::of, channel.pool())));
    }

    private <E> Mono<ServerResponse> list(
            ServerRequest request,
            String list,
            Predicate<String> cursor,
            BiFunction<String, Integer, Mono<Page<E>>> read,
            Function<E, Object> view,
            String... filters) {
        Requests.onlyParameters(
                request,
                Stream.concat(Stream.of("limit", "after"), Stream.of(filters)).toArray(String[]::new));
        String after = Requests.after(request, list, cursor).orElse("");
        return read.apply(after, Requests.limit(request)).flatMap(page -> replies.page(list, page, view));
    }

    private <E> Mono<ServerResponse> answer(
            PutEntryResult<E> result, Function<E, Long> version, Function<E, Object> view) {
        return answer(result, version, view, List.of());
    }

    /** @param listed the pool or barcodes of the body, to tell which of them are at fault */
    private <E> Mono<ServerResponse> answer(
            PutEntryResult<E> result, Function<E, Long> version, Function<E, Object> view, List<?> listed) {
        return switch (result) {
            case PutEntryResult.Put<E>(E entry, boolean created) ->
                replies.versioned(
                        created ? HttpStatus.CREATED : HttpStatus.OK, version.apply(entry), view.apply(entry));
            case PutEntryResult.VersionMismatch<E> _,
                    PutEntryResult.BarcodesTaken<E> _,
                    PutEntryResult.UnknownLocations<E> _ ->
                throw CatalogRefusals.of(result, listed).orElseThrow();
        };
    }

    private static <T> Mono<T> notFound(String what) {
        return Mono.error(() -> Refusals.notFound("There is no such " + what + "."));
    }
}
