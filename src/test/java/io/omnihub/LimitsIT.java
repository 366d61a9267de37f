package io.omnihub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final int STOREFRONT = 20;
    private static final int ADDRESS = 10;
    private static final String ITEMS = "/api/v1/items?limit=1";
    private static final String POLICY = "RateLimit-Policy";
    private static final String LEFT = "RateLimit";

    /** Addresses for documentation, which nobody has. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Api administrator = Api.administrator();
    private final Shop shop = new Shop();

    @Test
    void aKeyPastItsLimit_isRefusedUntilRetryAfter_andOthersAreNot() {
        Api storefront = storefront("one").onLimitedHub();
        for (int left = STOREFRONT - 1; left >= 0; left--) {
            Reply reply = storefront.get(ITEMS).is(200);
            assertThat(reply.header(POLICY)).isEqualTo("\"storefront\";q=20;w=600");
            assertThat(reply.header(LEFT)).startsWith("\"storefront\";r=" + left + ";t=");
        }

        Reply refused = storefront.get(ITEMS);

        refused.refuses(429, "rate-limited");
        assertThat(refused.header(LEFT)).startsWith("\"storefront\";r=0;t=");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        storefront.get("/nowhere").refuses(429, "rate-limited");
        storefront("two").onLimitedHub().get(ITEMS).is(200);
    }

    @Test
    void aRotatedKey_keepsItsBucket() {
        Json key = key("rotated");
        Api before = Api.withKey(key.text("/secret")).onLimitedHub();
        for (int i = 0; i < STOREFRONT; i++) {
            before.get(ITEMS).is(200);
        }

        String secret = administrator
                .post(
                        "/api/v1/keys/" + key.text("/id") + "/rotations",
                        Json.of("{}"),
                        "Idempotency-Key",
                        shop.fresh("rotation"))
                .is(201)
                .text("/secret");

        Api.withKey(secret).onLimitedHub().get(ITEMS).refuses(429, "rate-limited");
    }

    @Test
    void anAdministrator_hasNoLimit() {
        Api limited = administrator.onLimitedHub();
        for (int i = 0; i < 3 * STOREFRONT; i++) {
            Reply reply = limited.get(ITEMS).is(200);
            assertThat(reply.header(POLICY) + reply.header(LEFT)).isEmpty();
        }
    }

    @Test
    void everyOtherRole_hasTheLimitOfItsDefault() {
        World world = World.fresh();
        assertThat(Api.storefront(world.channel()).get(ITEMS).header(POLICY)).isEqualTo("\"storefront\";q=10000;w=10");
        assertThat(Api.service().get(ITEMS).header(POLICY)).isEqualTo("\"service\";q=10000;w=10");
        assertThat(Api.store(world.store()).get(ITEMS).header(POLICY)).isEqualTo("\"store\";q=1000;w=10");
        assertThat(Api.withKey(world.freshTerminal().text("/secret")).get(ITEMS).header(POLICY))
                .isEqualTo("\"terminal\";q=1000;w=10");
        assertThat(Api.withoutKey().get(ITEMS).header(POLICY)).isEqualTo("\"address\";q=6000;w=60");
        assertThat(Api.withoutKey().get("/openapi.yaml").header(POLICY)).isEqualTo("\"address\";q=6000;w=60");
    }

    @Test
    void anAddressThatShowsTooManyBadKeys_isRefused_andNoOtherAddress() {
        String bad = address();
        for (int i = 0; i < ADDRESS; i++) {
            from(bad, Api.withKey("no-such-key-but-long-enough-" + i + "-to-be-one"), ITEMS)
                    .refuses(401, "unauthenticated");
        }

        Reply refused = from(bad, Api.withoutKey(), ITEMS);

        refused.refuses(429, "rate-limited");
        assertThat(refused.header(POLICY)).isEqualTo("\"address\";q=10;w=600");
        from(bad, Api.withoutKey(), "/openapi.yaml").refuses(429, "rate-limited");
        from(bad, Api.withoutKey(), "/actuator/health/liveness").is(200);
        from(address(), Api.withoutKey(), ITEMS).refuses(401, "unauthenticated");
    }

    @Test
    void aKeyThatWasGoodLately_isHeardFromAnAddressThatIsRefused_andAnUnknownOneIsNotLookedUp() {
        Api known = storefront("known");
        known.onLimitedHub().get(ITEMS).is(200);
        String bad = address();
        for (int i = 0; i < ADDRESS; i++) {
            from(bad, Api.withoutKey(), ITEMS).refuses(401, "unauthenticated");
        }

        from(bad, known, ITEMS).is(200);
        from(bad, storefront("unknown"), ITEMS).refuses(429, "rate-limited");
    }

    @Test
    void whatACallerWritesOfItsAddress_countsForNothing() {
        String forged = address();
        String sender = address();
        for (int i = 0; i < ADDRESS; i++) {
            from(forged + ", " + sender, Api.withoutKey(), ITEMS).refuses(401, "unauthenticated");
        }

        from(address() + ", " + sender, Api.withoutKey(), ITEMS).refuses(429, "rate-limited");
        from(forged, Api.withoutKey(), ITEMS).refuses(401, "unauthenticated");
    }

    private static Reply from(String forwardedFor, Api caller, String path) {
        return caller.onLimitedHub().send("GET", path, BodyPublishers.noBody(), "X-Forwarded-For", forwardedFor);
    }

    private static String address() {
        return "198.51.100." + ADDRESSES.incrementAndGet();
    }

    private Api storefront(String name) {
        return Api.withKey(key(name).text("/secret"));
    }

    private Json key(String name) {
        String location = shop.store(name, 53.8, -1.55);
        String channel = shop.channel(name, location);
        return administrator
                .post(
                        "/api/v1/keys",
                        Json.of("{name: 'Web', role: 'storefront', channel: '%s'}".formatted(channel)),
                        "Idempotency-Key",
                        shop.fresh("key"))
                .is(201)
                .json();
    }
}
