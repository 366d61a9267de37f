package io.omnihub.channel.exchange;

import io.omnihub.access.Caller;
import io.omnihub.channel.Refusals;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.Actor;
import io.omnihub.engine.BlockingWork;
import io.omnihub.exchange.BeginImportResult;
import io.omnihub.exchange.Import;
import io.omnihub.exchange.ImportState;
import io.omnihub.exchange.Imports;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code /api/v1/imports}: send a file, follow it, and read what became of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportLimits.class)
class ExchangeImports {
    private static final String PATH = "/api/v1/imports";
    private static final String LIST = "imports";
    private static final String REJECTIONS = "import-rejections";

    /** How many rejections the answer to a file lists. */
    private static final int MAX_LISTED = 100;

    private final Imports imports;
    private final Uploads uploads;
    private final ImportRuns runs;
    private final RowPlans plans;
    private final BlockingWork work;
    private final Requests requests;
    private final Replies replies;

    ExchangeImports(
            Imports imports,
            Uploads uploads,
            ImportRuns runs,
            RowPlans plans,
            BlockingWork work,
            Requests requests,
            Replies replies) {
        this.imports = imports;
        this.uploads = uploads;
        this.runs = runs;
        this.plans = plans;
        this.work = work;
        this.requests = requests;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> importRoutes() {
        return RouterFunctions.route()
                .POST(PATH, this::begin)
                .GET(PATH, this::list)
                .GET(PATH + "/{id}", this::read)
                .GET(PATH + "/{id}/rejections", this::rejections)
                .build();
    }

    /** A file that has begun, or was begun before. */
    private record Begun(Actor actor, ImportFile file, Import one, boolean repeated) {}

    private Mono<ServerResponse> begin(ServerRequest request) {
        ImportOptions options = ImportOptions.of(request);
        FileRights.requireImport(request, options.kind());
        FileFormat format = FileFormat.declared(request.headers().asHttpHeaders());
        boolean followed = acceptsEvents(request);
        if (!followed) {
            Requests.acceptingJson(request);
        }
        return uploads.receive(request)
                .flatMap(upload -> work.call(() -> ImportFile.of(upload, options, format))
                        .flatMap(file -> begin(request, file))
                        .flatMap(begun -> followed ? follow(begun) : await(begun))
                        .onErrorResume(failure -> uploads.close(upload).then(Mono.error(failure))));
    }

    private Mono<Begun> begin(ServerRequest request, ImportFile file) {
        Caller caller = Caller.of(request.attributes());
        Actor actor = Caller.actor(request);
        var source = new Import.Source(
                file.options().kind(), file.options().written(), file.checked().sha256());
        UUID fingerprint = requests.fingerprint(source);
        return imports.begin(
                        actor, source, requests.idempotencyKey(request, caller, "import", fingerprint), fingerprint)
                .map(result -> switch (result) {
                    case BeginImportResult.Begun(Import one, boolean repeated) -> new Begun(actor, file, one, repeated);
                    case BeginImportResult.KeyReused() ->
                        throw Refusals.keyReused(
                                "Idempotency-Key", "This key was used before for a file with other content.");
                });
    }

    /** Answers when all of it is done. */
    private Mono<ServerResponse> await(Begun begun) {
        return run(begun)
                .last()
                .flatMap(end -> result(begun, end.now()))
                .flatMap(result -> isDone(begun)
                        ? replies.replayed(result)
                        : replies.created(URI.create(PATH + "/" + result.id()), result));
    }

    /** Answers at once, and tells what happens. */
    private Mono<ServerResponse> follow(Begun begun) {
        Flux<ImportProgress> progress = run(begun);
        return ImportEvents.answer(
                begun.one(), begun.file().checked().lines(), progress, end -> result(begun, end.now()));
    }

    private Flux<ImportProgress> run(Begun begun) {
        ImportFile file = begun.file();
        return Flux.usingWhen(
                Mono.just(file.upload()),
                _ -> runs.run(begun.one(), begun.actor(), file, plans.of(file.options())),
                uploads::close);
    }

    private static boolean isDone(Begun begun) {
        return begun.repeated() && begun.one().state() == ImportState.COMPLETED;
    }

    private Mono<ImportJson> result(Begun begun, Import one) {
        return imports.rejections(one.id(), 0, MAX_LISTED)
                .map(page ->
                        page.items().stream().map(ImportJson.RejectionJson::of).toList())
                .map(first -> ImportJson.result(one, isDone(begun), first));
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.acceptingJson(request);
        Requests.onlyParameters(request, "limit", "after");
        Optional<UUID> after = Requests.after(request, LIST, Requests::isId).map(UUID::fromString);
        return imports.list(after, Requests.limit(request)).flatMap(page -> replies.page(LIST, page, ImportJson::of));
    }

    private Mono<ServerResponse> read(ServerRequest request) {
        Requests.acceptingJson(request);
        Requests.onlyParameters(request);
        return find(request).map(ImportJson::of).flatMap(replies::ok);
    }

    private Mono<ServerResponse> rejections(ServerRequest request) {
        Requests.acceptingJson(request);
        Requests.onlyParameters(request, "limit", "after");
        long after = Requests.after(request, REJECTIONS, text -> text.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
        return find(request)
                .flatMap(one -> imports.rejections(one.id(), after, Requests.limit(request)))
                .flatMap(page -> replies.page(REJECTIONS, page, ImportJson.RejectionJson::of));
    }

    private Mono<Import> find(ServerRequest request) {
        return imports.find(Requests.idInPath(request))
                .switchIfEmpty(Mono.error(() -> Refusals.notFound("There is no such import.")));
    }

    private static boolean acceptsEvents(ServerRequest request) {
        return request.headers().accept().stream()
                .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM));
    }
}
