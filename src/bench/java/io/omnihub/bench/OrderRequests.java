package io.omnihub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Orders as HTTP requests: one ready-made request for each place, in which only digits are written anew. */
final class OrderRequests implements HttpLoad.Requests {
    private static final String FIRST_SKU = "SKU-11111";
    private static final String SECOND_SKU = "SKU-22222";
    private static final String EXTERNAL_ID = "B-" + "0".repeat(13);
    private static final String FIRST_QUANTITY = "\"quantity\":7";
    private static final String SECOND_QUANTITY = "\"quantity\":8";

    private final OrderMix mix;
    private final SplittableRandom random = new SplittableRandom();
    private final List<byte[]> templates;

    /** Where the last digit of each variable part stands; what differs in width comes after all of them. */
    private final int externalIdAt;

    private final int firstSkuAt;
    private final int firstQuantityAt;
    private final int secondSkuAt;
    private final int secondQuantityAt;

    OrderRequests(OrderMix mix, String key) {
        this.mix = mix;
        this.templates = Retailer.PLACES.stream()
                .map(place -> request(place, key).getBytes(StandardCharsets.UTF_8))
                .toList();
        String sample = request(Retailer.PLACES.getFirst(), key);
        this.externalIdAt = lastOf(EXTERNAL_ID, sample);
        this.firstSkuAt = lastOf(FIRST_SKU, sample);
        this.firstQuantityAt = lastOf(FIRST_QUANTITY, sample);
        this.secondSkuAt = lastOf(SECOND_SKU, sample);
        this.secondQuantityAt = lastOf(SECOND_QUANTITY, sample);
    }

    @Override
    public void next(ByteBuffer out) {
        var order = mix.next(random);
        int start = out.position();
        out.put(templates.get(order.place()));
        writeDigits(out, start + externalIdAt, order.externalId(), 13);
        writeDigits(out, start + firstSkuAt, order.firstSku(), 5);
        writeDigits(out, start + firstQuantityAt, order.firstQuantity(), 1);
        writeDigits(out, start + secondSkuAt, order.secondSku(), 5);
        writeDigits(out, start + secondQuantityAt, order.secondQuantity(), 1);
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

    private static String request(Retailer.Place place, String key) {
        String body = """
            {"channel":"%s","externalId":"%s","currency":"%s",\
            "customer":{"name":"%s","email":"%s"},\
            "lines":[{"sku":"%s",%s,"unitPrice":{"amount":%d,"currency":"%s"}},\
            {"sku":"%s",%s,"unitPrice":{"amount":%d,"currency":"%s"}}],\
            "delivery":{"method":"ship","address":%s}}\
            """.formatted(
                        Retailer.CHANNEL,
                        EXTERNAL_ID,
                        Retailer.CURRENCY,
                        Retailer.CUSTOMER_NAME,
                        Retailer.CUSTOMER_EMAIL,
                        FIRST_SKU,
                        FIRST_QUANTITY,
                        Retailer.UNIT_PRICE,
                        Retailer.CURRENCY,
                        SECOND_SKU,
                        SECOND_QUANTITY,
                        Retailer.UNIT_PRICE,
                        Retailer.CURRENCY,
                        place.address());
        return """
            POST /api/v1/orders HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """.formatted(key, body.getBytes(StandardCharsets.UTF_8).length, body);
    }
}
