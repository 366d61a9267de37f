package io.omnihub.channel.backoffice;

import io.omnihub.access.AuditQueries;
import io.omnihub.access.AuditQueries.Recorded;
import io.omnihub.channel.Replies;
import io.omnihub.channel.Requests;
import io.omnihub.engine.Actor;
import io.omnihub.engine.AuditEntry;
import io.omnihub.kernel.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code /api/v1/audit}: who did what. */
@Configuration(proxyBeanMethods = false)
class BackofficeAudit {
    private static final String LIST = "audit";
    private static final int MAX_SUBJECT = 150;

    private record EntryJson(
            Instant recordedAt,
            UUID actor,
            String role,
            String name,
            String action,
            String subject,
            Optional<Map<String, Object>> before,
            Map<String, Object> after,
            String request) {
        static EntryJson of(Recorded recorded) {
            AuditEntry entry = recorded.entry();
            Actor actor = entry.actor();
            return new EntryJson(
                    recorded.recordedAt(),
                    actor.id(),
                    actor.role(),
                    actor.name(),
                    actor.action(),
                    entry.subject(),
                    entry.before(),
                    entry.after(),
                    actor.request());
        }
    }

    private final AuditQueries audit;
    private final Replies replies;

    BackofficeAudit(AuditQueries audit, Replies replies) {
        this.audit = audit;
        this.replies = replies;
    }

    @Bean
    RouterFunction<ServerResponse> auditRoutes() {
        return RouterFunctions.route()
                .GET("/api/v1/audit", this::list)
                .before(Requests::acceptingJson)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Requests.onlyParameters(request, "subject", "actor", "limit", "after");
        Optional<String> subject = Requests.parameter(
                request,
                "subject",
                text -> Text.isValid(text, 1, MAX_SUBJECT),
                "1 to %d characters".formatted(MAX_SUBJECT));
        Optional<UUID> actor = Requests.parameter(request, "actor", Requests::isId, "the id of a key")
                .map(UUID::fromString);
        long before = Requests.after(request, LIST, number -> number.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        return audit.entries(subject, actor, before, Requests.limit(request))
                .flatMap(page -> replies.page(LIST, page, EntryJson::of));
    }
}
