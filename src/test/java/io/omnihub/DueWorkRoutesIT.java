package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hub does by itself can be seen, and parked work be tried again. */
class DueWorkRoutesIT {
    private static final String PATH = "/api/v1/due-work";

    private final Api api = Api.administrator();

    @Test
    void parkedWork_isFound_andIsTriedAgainOnce() {
        String id = ParkedWork.fresh();
        ParkedWork.fresh();
        Json parked = api.all(PATH + "?state=parked&subject=" + id, 1).getFirst();
        assertThat(parked.text("/reason")).isEqualTo("a defect");
        assertThat(parked.number("/failures")).isEqualTo(8);

        String key = UUID.randomUUID().toString();
        Json retried = retry(id, key).is(201).json();

        assertThat(retried.text("/state")).isEqualTo("waiting");
        assertThat(retried.number("/failures")).isZero();
        assertThat(retry(id, key).isReplay().json()).isEqualTo(retried);
        assertThat(api.all(PATH + "?state=parked&subject=" + id, 1)).isEmpty();
        assertThat(api.all(PATH + "?kind=" + ParkedWork.KIND + "&subject=" + id, 1))
                .isEqualTo(List.of(retried));
        retry(id, UUID.randomUUID().toString()).refuses(409, "not-parked");
        retry(UUID.randomUUID().toString(), key).refuses(422, "idempotency-key-reused", "Idempotency-Key");
    }

    @Test
    void workThatThereIsNot_isNotFound() {
        retry(UUID.randomUUID().toString(), UUID.randomUUID().toString()).refuses(404, "not-found");
        retry("none", UUID.randomUUID().toString()).refuses(404, "not-found");
        api.post(PATH + "/" + ParkedWork.fresh() + "/retries", Json.of("{}"))
                .refuses(400, "idempotency-key-required", "Idempotency-Key");
    }

    @ParameterizedTest
    @CsvSource({
        "?state=lost, invalid-parameter, state",
        "?kind=a%20b, invalid-parameter, kind",
        "?order=1, invalid-parameter, order",
        "?after=xyz, invalid-cursor, after"
    })
    void badParameters_areNamed(String query, String code, String parameter) {
        api.get(PATH + query).refuses(400, code, parameter);
    }

    private Reply retry(String id, String key) {
        return api.post(PATH + "/" + id + "/retries", Json.of("{}"), "Idempotency-Key", key);
    }
}
