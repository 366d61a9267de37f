package io.omnihub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A ready-made request of an order's lines, in which only digits and the hold's id are written anew. */
final class OrderTemplate {
    private static final int NOWHERE = -1;
    private static final String FIRST_SKU = "SKU-11111";
    private static final String SECOND_SKU = "SKU-22222";
    private static final String EXTERNAL_ID = "B-" + "0".repeat(13);
    private static final String FIRST_QUANTITY = "\"quantity\":7";
    private static final String SECOND_QUANTITY = "\"quantity\":8";
    private static final String HOLD = new UUID(0, 0).toString();
    private static final String PRICE =
            ",\"unitPrice\":{\"amount\":%d,\"currency\":\"%s\"}".formatted(Retailer.UNIT_PRICE, Retailer.CURRENCY);

    private final byte[] request;
    /** Where the last digit of each variable part stands. */
    private final int externalIdAt;

    private final int firstSkuAt;
    private final int firstQuantityAt;
    private final int secondSkuAt;
    private final int secondQuantityAt;
    /** Where the hold's id begins. */
    private final int holdAt;

    private OrderTemplate(String request) {
        this.request = request.getBytes(StandardCharsets.US_ASCII);
        this.externalIdAt = lastOf(EXTERNAL_ID, request);
        this.firstSkuAt = lastOf(FIRST_SKU, request);
        this.firstQuantityAt = lastOf(FIRST_QUANTITY, request);
        this.secondSkuAt = lastOf(SECOND_SKU, request);
        this.secondQuantityAt = lastOf(SECOND_QUANTITY, request);
        this.holdAt = request.indexOf(HOLD);
    }

    static OrderTemplate order(Retailer.Place place, String key) {
        return order(place, key, "");
    }

    /** An order that names a hold. */
    static OrderTemplate heldOrder(Retailer.Place place, String key) {
        return order(place, key, ",\"holds\":[\"" + HOLD + "\"]");
    }

    /** The making of a hold of the order's units, with the order's external id as the caller's key. */
    static OrderTemplate hold(Retailer.Place place, String key) {
        String body = "{\"channel\":\"%s\",%s,\"seconds\":%d,\"near\":%s}"
                .formatted(Retailer.CHANNEL, lines(""), Retailer.HOLD_SECONDS, place.position());
        return post("holds", key, "Idempotency-Key: " + EXTERNAL_ID + "\r\n", body);
    }

    void write(OrderMix.Order order, ByteBuffer out) {
        int start = out.position();
        out.put(request);
        writeDigits(out, start + externalIdAt, order.externalId(), 13);
        writeDigits(out, start + firstSkuAt, order.firstSku(), 5);
        writeDigits(out, start + firstQuantityAt, order.firstQuantity(), 1);
        writeDigits(out, start + secondSkuAt, order.secondSku(), 5);
        writeDigits(out, start + secondQuantityAt, order.secondQuantity(), 1);
    }

    void write(OrderMix.Order order, String hold, ByteBuffer out) {
        if (holdAt == NOWHERE || hold.length() != HOLD.length()) {
            throw new IllegalArgumentException("this request cannot name the hold " + hold);
        }
        int start = out.position();
        write(order, out);
        out.put(start + holdAt, hold.getBytes(StandardCharsets.US_ASCII));
    }

    private static void writeDigits(ByteBuffer out, int last, long number, int digits) {
        for (int at = last; at > last - digits; at--) {
            out.put(at, (byte) ('0' + number % 10));
            number /= 10;
        }
    }

    private static int lastOf(String part, String request) {
        return request.indexOf(part) + part.length() - 1;
    }

    private static OrderTemplate order(Retailer.Place place, String key, String holds) {
        String body = """
            {"channel":"%s","externalId":"%s","currency":"%s","customer":{"name":"%s","email":"%s"},%s,\
            "delivery":{"method":"ship","address":%s}%s}\
            """.formatted(
                        Retailer.CHANNEL,
                        EXTERNAL_ID,
                        Retailer.CURRENCY,
                        Retailer.CUSTOMER_NAME,
                        Retailer.CUSTOMER_EMAIL,
                        lines(PRICE),
                        place.address(),
                        holds);
        return post("orders", key, "", body);
    }

    private static String lines(String more) {
        return "\"lines\":[{\"sku\":\"%s\",%s%s},{\"sku\":\"%s\",%s%s}]"
                .formatted(FIRST_SKU, FIRST_QUANTITY, more, SECOND_SKU, SECOND_QUANTITY, more);
    }

    private static OrderTemplate post(String route, String key, String header, String body) {
        return new OrderTemplate("""
            POST /api/v1/%s HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            %sContent-Length: %d\r
            \r
            %s\
            """.formatted(route, key, header, body.length(), body));
    }
}
