package io.omnihub;

import static io.omnihub.Desk.CUSTOMERS;
import static io.omnihub.Desk.email;
import static io.omnihub.Desk.phone;
import static io.omnihub.Desk.proved;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustomersIT {
    private static final String SUGGESTIONS = "/api/v1/customer-suggestions";

    private final Desk desk = Desk.open();

    private String address() {
        return desk.shop().fresh("person") + "@example.org";
    }

    private Json shown(String... identities) {
        return Json.of("{channel: '%s', identities: [%s]}".formatted(desk.channel(), String.join(", ", identities)));
    }

    private String resolved(String... identities) {
        return desk.api().post(CUSTOMERS, shown(identities)).succeeds().text("/id");
    }

    @Test
    void theSameKey_however_itIsWritten_isTheSamePerson() {
        String address = address();
        String id = desk.api().post(CUSTOMERS, shown(email(address))).is(201).text("/id");
        assertThat(resolved(email(address.toUpperCase(Locale.ROOT)))).isEqualTo(id);
        assertThat(desk.api()
                        .get(CUSTOMERS + "?identityType=email&identity=" + address)
                        .is(200)
                        .text("/items/0/id"))
                .isEqualTo(id);
        desk.api().get(CUSTOMERS + "?identityType=email").refuses(400, "invalid-parameter", "identity");
    }

    @Test
    void consent_isTheStricterOfTwoWhoAreMerged_untilThePersonSaysOtherwise_andStandsAgainWhenTheyAreNot() {
        String ann = resolved(email(address()));
        String anne = resolved(email(address()));
        assertThat(consents(ann, "granted: true")).isEqualTo("true");
        assertThat(consents(anne, "granted: false")).isEqualTo("false");
        assertThat(consents(ann, "granted: false, saidAt: '2020-01-01T00:00:00Z'"))
                .isEqualTo("true");

        String merge = desk.post(CUSTOMERS + "/" + ann + "/merge", Json.of("{customer: '%s'}".formatted(anne)))
                .is(200)
                .text("/merges/0/id");
        assertThat(granted(desk.customer(ann))).isEqualTo("false");
        assertThat(consents(anne, "granted: true")).isEqualTo("true");

        desk.post(CUSTOMERS + "/" + ann + "/unmerge", Json.of("{merge: '%s'}".formatted(merge)))
                .is(200);
        assertThat(granted(desk.customer(anne))).isEqualTo("false");
        assertThat(granted(desk.customer(ann))).isEqualTo("true");

        Json other = said("granted: true").with("/consents/0/channel", "'no-such'");
        desk.api()
                .put(CUSTOMERS + "/" + ann + "/consents", other)
                .refuses(422, "unknown-channel", "/consents/0/channel");
        Api storefront = Api.storefront(desk.channel());
        storefront.put(CUSTOMERS + "/" + ann + "/consents", other).refuses(403, "forbidden");
        Json shown = storefront
                .put(CUSTOMERS + "/" + ann + "/consents", said("granted: false"))
                .is(200)
                .json();
        assertThat(shown.items("/identities")).isEmpty();
        assertThat(granted(shown)).isEqualTo("false");
        desk.api()
                .put(CUSTOMERS + "/" + UUID.randomUUID() + "/consents", said("granted: true"))
                .refuses(404, "not-found");
        Api.administrator()
                .post(CUSTOMERS + "/" + ann + "/erase", Json.of("{}"))
                .is(200);
        desk.api()
                .put(CUSTOMERS + "/" + ann + "/consents", said("granted: true"))
                .refuses(409, "customer-erased");
    }

    private Json said(String content) {
        return Json.of("{consents: [{purpose: 'marketing', channel: '%s', %s}]}".formatted(desk.channel(), content));
    }

    private String consents(String customer, String content) {
        return granted(desk.api()
                .put(CUSTOMERS + "/" + customer + "/consents", said(content))
                .is(200)
                .json());
    }

    private static String granted(Json customer) {
        return customer.at("/consents/0/granted").toString();
    }

    @Test
    void keysOfTwoThatAreProved_mergeThem_others_suggestIt() {
        String one = address();
        String other = address();
        String ofOne = resolved(email(one));
        String ofOther = resolved(email(other));

        assertThat(resolved(email(one), email(other))).isEqualTo(ofOne);
        Json suggestion =
                desk.api().get(SUGGESTIONS + "?customer=" + ofOther).is(200).json();
        assertThat(suggestion.text("/items/0/reason")).isEqualTo("unproved");
        assertThat(desk.customer(ofOther).text("/id")).isEqualTo(ofOther);

        assertThat(resolved(proved(email(one)), proved(email(other)))).isEqualTo(ofOne);
        assertThat(desk.customer(ofOther).text("/id")).isEqualTo(ofOne);
        assertThat(desk.customer(ofOne).text("/merges/0/rule")).isEqualTo("proved");
    }

    @Test
    void twoAccountsOfOneShop_areTwoPersons_whateverElseIsProved() {
        String mine = "{type: 'storefront-account', value: 'web/%s'}"
                .formatted(desk.shop().fresh("mine"));
        String theirs = "{type: 'storefront-account', value: 'web/%s'}"
                .formatted(desk.shop().fresh("theirs"));
        String shared = proved(email(address()));
        String me = resolved(proved(mine), shared);
        String them = resolved(proved(theirs));

        resolved(proved(theirs), shared);

        assertThat(desk.customer(me).text("/id")).isEqualTo(me);
        assertThat(desk.customer(them).text("/id")).isEqualTo(them);
        Json open = desk.api()
                .get(SUGGESTIONS + "?state=open&customer=" + me)
                .is(200)
                .json();
        assertThat(open.text("/items/0/reason")).isEqualTo("conflict");
        String id = open.text("/items/0/id");
        desk.post(SUGGESTIONS + "/" + id + "/dismiss", Json.of("{}")).is(200);
        resolved(proved(theirs), shared);
        assertThat(desk.api()
                        .get(SUGGESTIONS + "?state=open&customer=" + me)
                        .is(200)
                        .json()
                        .items("/items"))
                .as("it is not suggested again")
                .isEmpty();
        // A person knows better.
        Json confirmed = desk.post(SUGGESTIONS + "/" + id + "/confirm", Json.of("{}"))
                .is(200)
                .json();
        assertThat(confirmed.items("/mergedIds")).hasSize(1);
        desk.post(SUGGESTIONS + "/" + id + "/dismiss", Json.of("{}")).is(200);
    }

    @Test
    void whatManyShare_tellsNobody() {
        String shared = email(address());
        desk.api()
                .put("/api/v1/blocked-identities", Json.of(shared).with("/blocked", "true"))
                .is(200);
        desk.api().post(CUSTOMERS, shown(shared)).refuses(422, "blocked-identity", "/identities");
        String one = resolved(shared, email(address()));
        String other = resolved(shared, email(address()));
        assertThat(one).isNotEqualTo(other);
        desk.api().post(CUSTOMERS, shown(email("noreply@example.org"))).refuses(422, "blocked-identity", "/identities");
        desk.api()
                .post(CUSTOMERS, shown("{type: 'loyalty-id', value: 'club/0000'}"))
                .refuses(422, "blocked-identity", "/identities");
    }

    @Test
    void anErasedPersonIsNobody_andTheKeysAreFreeAgain() {
        String address = address();
        String number = "+44113496"
                + String.valueOf(System.nanoTime() % 10_000 + 10_000).substring(1);
        String id = resolved(email(address), phone(number));
        String merged = resolved(email(address()));
        desk.post(CUSTOMERS + "/" + id + "/merge", Json.of("{customer: '%s'}".formatted(merged)))
                .is(200);

        Api administrator = Api.administrator();
        desk.api().post(CUSTOMERS + "/" + id + "/erase", Json.of("{}")).refuses(403, "forbidden");
        Json erased = administrator
                .post(CUSTOMERS + "/" + merged + "/erase", Json.of("{}"))
                .is(200)
                .json();
        assertThat(erased.text("/erasedAt")).isNotEmpty();
        assertThat(erased.items("/identities")).isEmpty();
        administrator.post(CUSTOMERS + "/" + id + "/erase", Json.of("{}")).is(200);

        assertThat(desk.api()
                        .get(CUSTOMERS + "?identityType=email&identity=" + address)
                        .is(200)
                        .json()
                        .items("/items"))
                .isEmpty();
        assertThat(resolved(email(address))).isNotEqualTo(id);
        desk.post(CUSTOMERS + "/" + id + "/merge", Json.of("{customer: '%s'}".formatted(resolved(email(address())))))
                .refuses(409, "customer-erased");
    }

    @Test
    void aStorefrontLearnsWhoseItsKeysAre_andNothingThatOthersKnow() {
        String known = address();
        resolved(email(known), email(address()));
        Json told = Api.storefront(desk.channel())
                .post(CUSTOMERS, shown(email(known)))
                .is(200)
                .json();
        assertThat(told.items("/identities"))
                .extracting(identity -> identity.text("/value"))
                .containsExactly(known);
        assertThat(told.find("/name")).isEmpty();
    }

    @Test
    void badRequests_sayWhatIsWrong() {
        desk.api().post(CUSTOMERS, shown()).refuses(422, "invalid-field", "/identities");
        desk.api().post(CUSTOMERS, shown(email("nobody"))).refuses(422, "invalid-identity", "/identities/0/value");
        desk.api()
                .post(CUSTOMERS, shown("{type: 'loyalty-id', value: '123'}"))
                .refuses(422, "invalid-identity", "/identities/0/value");
        String id = resolved(email(address()));
        desk.post(CUSTOMERS + "/" + id + "/merge", Json.of("{customer: '%s'}".formatted(id)))
                .refuses(409, "same-customer");
        desk.post(CUSTOMERS + "/" + id + "/merge", Json.of("{customer: '0195e1a0-7c21-7b10-8a01-5d6f7a8b9c01'}"))
                .refuses(422, "unknown-customer", "/customer");
        desk.post(CUSTOMERS + "/" + id + "/unmerge", Json.of("{merge: '0195e1a0-7c21-7b10-8a01-5d6f7a8b9c01'}"))
                .refuses(422, "unknown-merge", "/merge");
        Api storefront = Api.storefront(desk.channel());
        storefront.get(CUSTOMERS + "/" + id).refuses(403, "forbidden");
        storefront
                .post(CUSTOMERS, shown(email(address())).with("/channel", "'other'"))
                .refuses(403, "forbidden");
    }
}
