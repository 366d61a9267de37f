package io.omnihub;

import java.util.List;
import java.util.UUID;

/** Customers who write, and those who answer them. */
record Desk(Shop shop, Api api, String channel) {
    static final String CUSTOMERS = "/api/v1/customers";
    static final String TICKETS = "/api/v1/tickets";
    static final String MESSAGES = "/api/v1/messages";

    static Desk open() {
        var shop = new Shop();
        return new Desk(shop, Api.service(), shop.channel("desk", shop.store("desk", 53.8, -1.55)));
    }

    /** A channel of its own, of this kind. */
    String channelOf(String kind) {
        String code = shop.fresh(kind);
        shop.putChannel(
                code, Shop.channelContent(shop.store("desk", 53.8, -1.55)).with("/kind", "'" + kind + "'"));
        return code;
    }

    /** A message that nobody has sent yet. */
    Json message(String text, String... identities) {
        return Json.of("{channel: '%s', providerId: '%s'}".formatted(channel, shop.fresh("message")))
                .with("/text", Json.quoted(text))
                .with("/from", "{identities: [%s]}".formatted(String.join(", ", identities)));
    }

    Json takes(Json message) {
        return api.post(MESSAGES, message).is(201).json();
    }

    static String email(String address) {
        return "{type: 'email', value: '%s'}".formatted(address);
    }

    static String phone(String number) {
        return "{type: 'phone', value: '%s'}".formatted(number);
    }

    static String proved(String identity) {
        return Json.of(identity).with("/authenticated", "true").toString();
    }

    Reply step(String ticket, String step, String body, String... headers) {
        return post(TICKETS + "/" + ticket + "/" + step, Json.of(body), headers);
    }

    /** With a key of its own. */
    Reply post(String path, Json body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Idempotency-Key";
        all[1] = UUID.randomUUID().toString();
        return api.post(path, body, all);
    }

    Json customer(String id) {
        return api.get(CUSTOMERS + "/" + id).is(200).json();
    }

    Json ticket(String id) {
        return api.get(TICKETS + "/" + id).is(200).json();
    }

    List<String> texts(String ticket) {
        return api.all(TICKETS + "/" + ticket + "/messages", 2).stream()
                .map(message -> message.text("/text"))
                .toList();
    }
}
