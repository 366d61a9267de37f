package io.omnihub.channel.backoffice;

import io.omnihub.channel.Refusals;
import io.omnihub.channel.Requests;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The contract to browse and to try out: Swagger UI as its WebJar has it, on {@code /openapi.yaml}. The page asks no other
 * host for anything and runs no script but its own.
 */
@Configuration(proxyBeanMethods = false)
class BackofficeDocs {
    private static final String PAGE = "/docs";
    private static final String OWN = "classpath:docs/";
    private static final String VIEWER = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    /** Pictures of the viewer stand in its style sheet. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    RouterFunction<ServerResponse> docsRoutes() throws IOException {
        Map<String, HandlerFunction<ServerResponse>> files = Map.of(
                "start.js", file(OWN + "start.js", "text/javascript;charset=UTF-8"),
                "swagger-ui.css", file(VIEWER + "swagger-ui.css", "text/css;charset=UTF-8"),
                "swagger-ui-bundle.js", file(VIEWER + "swagger-ui-bundle.js", "text/javascript;charset=UTF-8"));
        return RouterFunctions.route()
                .GET(PAGE, file(OWN + "index.html", "text/html;charset=UTF-8"))
                .GET(
                        PAGE + "/{file}",
                        request -> Optional.ofNullable(files.get(request.pathVariable("file")))
                                .orElseThrow(() -> Refusals.notFound("There is no such file."))
                                .handle(request))
                .build();
    }

    /** @param pattern where it lies; the viewer's version is part of its place */
    private static HandlerFunction<ServerResponse> file(String pattern, String mediaType) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
        if (found.length != 1) {
            throw new IOException(pattern + " is there " + found.length + " times");
        }
        byte[] content = found[0].getContentAsByteArray();
        return request -> {
            Requests.onlyParameters(request);
            return ServerResponse.ok()
                    .contentType(MediaType.parseMediaType(mediaType))
                    .cacheControl(CacheControl.noCache())
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .bodyValue(content);
        };
    }
}
