package io.omnihub.channel.backoffice;

import io.omnihub.channel.Requests;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The contract that this hub keeps, for everybody to read. */
@Configuration(proxyBeanMethods = false)
class BackofficeContract {
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

    @Bean
    RouterFunction<ServerResponse> contractRoutes() throws IOException {
        byte[] contract = new ClassPathResource("contracts/openapi.yaml").getContentAsByteArray();
        return RouterFunctions.route()
                .GET("/openapi.yaml", request -> {
                    Requests.onlyParameters(request);
                    return ServerResponse.ok().contentType(YAML).bodyValue(contract);
                })
                .build();
    }
}
