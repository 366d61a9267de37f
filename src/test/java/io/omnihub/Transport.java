package io.omnihub;

import java.util.List;
import java.util.UUID;

/** What people do with transfers, one step at a time. */
record Transport(Api api) {
    static final String PATH = "/api/v1/transfers";

    static Transport ofAdministrator() {
        return new Transport(Api.administrator());
    }

    /** A transfer that nobody has made yet: a draft. */
    static Json wanted(Shop shop, String source, String destination, Json... lines) {
        return Json.of("{reference: '%s', source: '%s', destination: '%s'}"
                        .formatted(shop.fresh("transfer"), source, destination))
                .with("/lines", Json.array(List.of(lines)));
    }

    /** Makes a transfer, approved at once. */
    Json approved(Shop shop, String source, String destination, Json... lines) {
        return api.post(PATH, wanted(shop, source, destination, lines).with("/state", "'approved'"))
                .is(201)
                .json();
    }

    Json read(String id) {
        return api.get(PATH + "/" + id).is(200).json();
    }

    Reply step(String id, String step, Json body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Idempotency-Key";
        all[headers.length + 1] = UUID.randomUUID().toString();
        return api.post(PATH + "/" + id + "/" + step, body, all);
    }

    Reply step(String id, String step) {
        return step(id, step, Json.of("{}"));
    }

    /** Does these steps with all there is, and shows the transfer then. */
    Json steps(String id, String... steps) {
        for (String step : steps) {
            step(id, step).is(200);
        }
        return read(id);
    }
}
