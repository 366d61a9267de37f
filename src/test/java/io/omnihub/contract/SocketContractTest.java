package io.omnihub.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnihub.access.SocketPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Shows that the contract of RSocket agrees with itself and with the table of permissions. */
class SocketContractTest {
    private static final String PART = "0195d3a2-91b0-7d33-b1f4-7a0f5f2c9e12";

    @Test
    void theContractHasTheRoutesThatTheTableNames_forTheSameRoles() {
        Map<String, Map<String, String>> table = SocketPermission.TABLE.stream()
                .collect(toMap(
                        SocketPermission::route,
                        line -> line.reach().entrySet().stream()
                                .collect(toMap(
                                        one -> one.getKey().wire(),
                                        one -> one.getValue().wire()))));
        assertThat(SocketContract.reach()).isEqualTo(table);
    }

    @Test
    void everyRoute_isAnOperationWithRequestReplyAndProblem() {
        JsonNode root = SocketContract.root();
        assertThat(root.path("operations").propertyNames())
                .containsExactlyInAnyOrderElementsOf(root.path("channels").propertyNames());
        root.path("channels").propertyStream().forEach(channel -> {
            assertThat(channel.getValue().path("address").asString()).isEqualTo(channel.getKey());
            assertThat(channel.getValue().path("messages").propertyNames())
                    .containsExactlyInAnyOrder("request", "reply", "problem");
            assertThat(root.path("operations")
                            .path(channel.getKey())
                            .path("x-interaction")
                            .asString())
                    .isIn("request-response", "request-stream", "request-channel");
        });
    }

    @Test
    void everyExample_isWhatItsSchemaAllows() {
        List<String> faults = new ArrayList<>();
        int[] seen = {0};
        SocketContract.root().at("/components/messages").propertyStream().forEach(message -> {
            JsonNode payload = message.getValue().path("payload");
            message.getValue().path("examples").forEach(example -> {
                seen[0]++;
                SocketContract.faults(payload, example.path("payload"))
                        .forEach(fault -> faults.add(message.getKey() + ": " + fault));
            });
        });
        assertThat(faults).isEmpty();
        assertThat(seen[0]).isGreaterThan(SocketPermission.TABLE.size());
    }

    @Test
    void whatStrays_isCaught() {
        String request = "{\"fulfillmentOrderId\":\"%s\",\"idempotencyKey\":\"x\"}".formatted(PART);
        assertThatCode(() -> SocketContract.check("pos.task.pick", "request", request))
                .doesNotThrowAnyException();
        for (String stray : List.of(
                request.replace("idempotencyKey", "key"),
                request.replace(PART, "x"),
                request.replace("}", ",\"lines\":[]}"))) {
            assertThatThrownBy(() -> SocketContract.check("pos.task.pick", "request", stray))
                    .isInstanceOf(AssertionError.class);
        }
        assertThatThrownBy(() -> SocketContract.check("pos.task.pick", "reply", request))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> SocketContract.check("pos.task.guess", "request", request))
                .isInstanceOf(AssertionError.class);
    }
}
