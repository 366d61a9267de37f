package io.omnihub.channel.backoffice;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.omnihub.access.Caller;
import io.omnihub.attention.AttentionFilter;
import io.omnihub.attention.AttentionState;
import io.omnihub.attention.Attentions;
import io.omnihub.attention.NotedAttention;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/attentions}: what is at risk; a store sees what matters at its own location. */
@Configuration(proxyBeanMethods = false)
class BackofficeAttentions {
    private static final String PATH = "/api/v1/attentions";
    private static final String LIST = "attentions";

    /** @param facts JSON already */
    private record AttentionJson(
            String key,
            String kind,
            String subject,
            String state,
            Optional<UUID> orderId,
            Optional<String> channel,
            List<String> locations,
            @JsonRawValue String facts,
            long times,
            long openings,
            Instant openedAt,
            Instant raisedAt,
            Optional<Instant> clearedAt) {
        static AttentionJson of(NotedAttention noted) {
            return new AttentionJson(
                    noted.key().key(),
                    noted.key().kind(),
                    noted.subject(),
                    noted.state().wire(),
                    noted.order(),
                    noted.channel().map(ChannelCode::value),
                    noted.locations().stream().map(LocationCode::value).sorted().toList(),
                    noted.facts(),
                    noted.times(),
                    noted.openings(),
                    noted.openedAt(),
                    noted.raisedAt(),
                    noted.clearedAt());
        }
    }

    private final Attentions attentions;
    private final Replies replies;

    BackofficeAttentions(Attentions attentions, Replies replies) {
        this.attentions = attentions;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> attentionRoutes() {
        return RouterFunctions.route()
                .GET(PATH, this::list)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "state", "kind", "location", "order", "limit", "after");
        Caller caller = Caller.of(request.attributes());
        var filter = new AttentionFilter(
                Requests.word(request, "state", AttentionState.class),
                Requests.code(request, "kind"),
                caller.ofLocation(Requests.code(request, "location").map(LocationCode::new)),
                Requests.parameter(request, "order", Requests::isId, "an id").map(UUID::fromString),
                Requests.after(request, LIST, Attentions::isCursor),
                Requests.limit(request));
        return attentions.page(filter).flatMap(page -> replies.page(LIST, page, AttentionJson::of));
    }
}
