package io.omnihub;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A retailer that one test has to itself: none of its codes, SKUs and references stand in another test. */
public final class Shop {
    static final String ORDERS = "/api/v1/orders";
    static final String HOLDS = "/api/v1/holds";
    static final String ADJUSTMENTS = "/api/v1/stock/adjustments";
    static final String COUNTS = "/api/v1/stock/counts";
    static final String RETURNS = "/api/v1/returns";
    static final String SAFETY_STOCK = "/api/v1/stock/safety-stock";

    private static final AtomicInteger SHOPS = new AtomicInteger();
    private static final int SETUP_CONNECTIONS = 8;

    private final Api api = Api.administrator();
    private final int number = SHOPS.incrementAndGet();
    private final AtomicInteger names = new AtomicInteger();

    /** The counters of one level. */
    public record Level(long onHand, long unavailable, long allocated, long safetyStock, long availableToFulfil) {}

    /** The shop's own name for something; the same one whenever it is asked for. */
    public String own(String name) {
        return name + "-" + number;
    }

    /** A name that was not used before. */
    public String fresh(String name) {
        return own(name) + "-" + names.incrementAndGet();
    }

    public String item(String name) {
        String sku = own(name);
        putItem(sku, Json.of("{name: 'Item %s', unitPrice: {amount: 255, currency: 'GBP'}}".formatted(name)));
        return sku;
    }

    /** As many items, their SKUs in order. */
    public List<String> items(int count) {
        return Crowd.of(SETUP_CONNECTIONS).call(count, i -> item("sku%04d".formatted(i)));
    }

    public void putItem(String sku, Json content) {
        api.put("/api/v1/items/" + Api.encoded(sku), content).succeeds();
    }

    /** A store that ships. */
    public String store(String name, double latitude, double longitude) {
        String code = own(name);
        putLocation(code, storeContent(name, latitude, longitude));
        return code;
    }

    public static Json storeContent(String name, double latitude, double longitude) {
        return Json.of("""
            {name: '%s', kind: 'store', position: {latitude: %s, longitude: %s}, timeZone: 'Europe/London',
             capabilities: ['ship', 'pickup']}\
            """.formatted(name, latitude, longitude));
    }

    public void putLocation(String code, Json content) {
        api.put("/api/v1/locations/" + code, content).succeeds();
    }

    /** A channel that takes orders from these locations. */
    public String channel(String name, String... pool) {
        String code = own(name);
        putChannel(code, channelContent(pool));
        return code;
    }

    public static Json channelContent(String... pool) {
        return Json.of("{name: 'A channel', pool: []}")
                .with(
                        "/pool",
                        Json.array(Arrays.stream(pool)
                                .map(code -> Json.of("'%s'".formatted(code)))
                                .toList()));
    }

    public void putChannel(String code, Json content) {
        api.put("/api/v1/channels/" + code, content).succeeds();
    }

    public void receive(String sku, String location, long units) {
        adjust("receipt", entry(sku, location, units)).is(201);
    }

    public Reply adjust(String reason, Json... entries) {
        return api.post(ADJUSTMENTS, adjustment(reason, List.of(entries)));
    }

    public Json adjustment(String reason, List<Json> entries) {
        return Json.of("{reference: '%s', reason: '%s'}".formatted(fresh("ref"), reason))
                .with("/entries", Json.array(entries));
    }

    /** A count that nobody has recorded yet. */
    public Json count(Json... entries) {
        return Json.of("{reference: '%s'}".formatted(fresh("count"))).with("/entries", Json.array(List.of(entries)));
    }

    /** What was counted of one cell, whatever version it had. */
    public static Json counted(String sku, String location, long units) {
        return Json.of("{sku: '%s', location: '%s', counted: %d}".formatted(sku, location, units));
    }

    public static Json entry(String sku, String location, long units) {
        return Json.of("{sku: '%s', location: '%s', quantity: %d}".formatted(sku, location, units));
    }

    /** An order that nobody has placed yet, to an address in York. */
    public Json order(String channel, Json... lines) {
        return order(channel, List.of(lines));
    }

    public Json order(String channel, List<Json> lines) {
        return Json.of("""
            {channel: '%s', externalId: '%s', currency: 'GBP',
             customer: {name: 'A. Buyer', email: 'a@example.org', phone: '+441134960000'},
             delivery: {method: 'ship', address: {line1: '1 High Street', city: 'York',
                        postalCode: 'YO1 8QN', country: 'GB',
                        position: {latitude: 53.96, longitude: -1.08}}}}\
            """.formatted(channel, fresh("order"))).with("/lines", Json.array(lines));
    }

    public static Json line(String sku, long quantity) {
        return Json.of("{sku: '%s', quantity: %d, unitPrice: {amount: 255, currency: 'GBP'}}".formatted(sku, quantity));
    }

    /** What a hold is asked for, which nobody has made yet. */
    public Json cart(String channel, int seconds, Json... lines) {
        return Json.of("{channel: '%s', seconds: %d}".formatted(channel, seconds))
                .with("/lines", Json.array(List.of(lines)));
    }

    /** Units of an item, for a cart. */
    public static Json entry(String sku, long quantity) {
        return Json.of("{sku: '%s', quantity: %d}".formatted(sku, quantity));
    }

    public Reply hold(Json cart) {
        return api.post(HOLDS, cart, "Idempotency-Key", fresh("hold"));
    }

    public Reply place(Json order, String... headers) {
        return api.post(ORDERS, order, headers);
    }

    /** @param content what to cancel, as the contract writes it */
    public Reply cancel(String orderId, Json content) {
        return cancel(orderId, content, fresh("cancel"));
    }

    public Reply cancel(String orderId, Json content, String key) {
        return api.post(ORDERS + "/" + orderId + "/cancellations", content, "Idempotency-Key", key);
    }

    /** @param content what to change, as the contract writes it */
    public Reply edit(String orderId, Json content) {
        return api.post(ORDERS + "/" + orderId + "/edits", content, "Idempotency-Key", fresh("edit"));
    }

    public Reply giveBack(String orderId, Json content) {
        return api.post(ORDERS + "/" + orderId + "/returns", content);
    }

    /** A step of a return. */
    public Reply returning(String returnId, String step, String body) {
        return api.post(RETURNS + "/" + returnId + "/" + step, Json.of(body), "Idempotency-Key", fresh("step"));
    }

    /** Some units of one line: to be cancelled, or as many as are wanted of it. */
    public static Json part(int lineNumber, long quantity) {
        return Json.of("{lines: [{lineNumber: %d, quantity: %d}]}".formatted(lineNumber, quantity));
    }

    public Level level(String sku, String location) {
        Json level = api.get("/api/v1/stock?sku=" + Api.encoded(sku) + "&location=" + location)
                .is(200)
                .json()
                .at("/items/0");
        return new Level(
                level.number("/onHand"),
                level.number("/unavailable"),
                level.number("/allocated"),
                level.number("/safetyStock"),
                level.number("/availableToFulfil"));
    }

    /** The locations that handle an order, each with the units of its lines: {@code [leeds-7 [1×4, 2×1]]}. */
    public static List<String> parts(Json order) {
        return order.items("/fulfillmentOrders").stream()
                .map(part -> part.text("/location")
                        + part.items("/lines").stream()
                                .map(line -> line.number("/lineNumber") + "×" + line.number("/quantity"))
                                .toList())
                .toList();
    }

    /** As many lines of one item. */
    public static List<Json> lines(int count, String sku) {
        return IntStream.range(0, count).mapToObj(_ -> line(sku, 1)).toList();
    }
}
