package io.omnihub;

import static io.omnihub.Desk.TICKETS;
import static io.omnihub.Desk.email;
import static io.omnihub.Desk.phone;
import static io.omnihub.Desk.proved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketsIT {
    private final Desk desk = Desk.open();
    private final String ann = desk.shop().fresh("ann") + "@example.org";

    @Test
    void aCustomerMailsRingsAndChats_andIsOnePersonWithOneThread() {
        String number = "+4411349"
                + String.valueOf(System.nanoTime() % 100_000 + 100_000).substring(1);
        String account = "{type: 'storefront-account', value: 'web/%s'}"
                .formatted(desk.shop().fresh("account"));
        String chat = "{type: 'wechat-openid', value: 'shop/%s'}"
                .formatted(desk.shop().fresh("open"));

        // She mails; the storefront then vouches that the account, the address, the number and the chat are hers.
        Json mailed = desk.takes(desk.message("Where is my order?", email(ann)));
        String customer = mailed.text("/ticket/customerId");
        String ticket = mailed.text("/ticket/id");
        desk.post(
                        Desk.CUSTOMERS,
                        Json.of("{channel: '%s', name: 'Ann Buyer', identities: [%s, %s, %s, %s]}"
                                .formatted(
                                        desk.channel(),
                                        proved(account),
                                        proved(email(ann)),
                                        proved(phone(number)),
                                        proved(chat))))
                .is(200);

        Json rang = desk.takes(desk.message("I rang about it, too.", phone(number)));
        Json chatted = desk.takes(desk.message("在吗？我的订单在哪里", chat));

        assertThat(List.of(rang, chatted)).allSatisfy(taken -> {
            assertThat(taken.text("/ticket/id")).isEqualTo(ticket);
            assertThat(taken.text("/ticket/customerId")).isEqualTo(customer);
        });
        assertThat(desk.texts(ticket)).containsExactly("Where is my order?", "I rang about it, too.", "在吗？我的订单在哪里");
        assertThat(desk.customer(customer).text("/name")).isEqualTo("Ann Buyer");
        assertThat(desk.customer(customer).items("/identities")).hasSize(4);
    }

    @Test
    void aWrongMergeIsTakenBack_andEverythingStandsWhereItStood() {
        String bob = desk.shop().fresh("bob") + "@example.org";
        String ofAnn = desk.takes(desk.message("I am Ann.", email(ann))).text("/ticket/customerId");
        String ofBob = desk.takes(desk.message("I am Bob.", email(bob))).text("/ticket/customerId");
        Json before = desk.customer(ofBob);

        Json merged = desk.post(Desk.CUSTOMERS + "/" + ofAnn + "/merge", Json.of("{customer: '%s'}".formatted(ofBob)))
                .is(200)
                .json();
        assertThat(desk.customer(ofBob).text("/id")).isEqualTo(ofAnn);
        assertThat(merged.items("/identities")).hasSize(2);
        assertThat(desk.api().all(TICKETS + "?customer=" + ofAnn, 50)).hasSize(2);
        // While they are one, what Bob writes goes to the thread of both.
        Json written = desk.takes(desk.message("Me again.", email(bob)));
        assertThat(written.text("/ticket/customerId")).isEqualTo(ofAnn);

        desk.post(
                        Desk.CUSTOMERS + "/" + ofAnn + "/unmerge",
                        Json.of("{merge: '%s'}".formatted(merged.text("/merges/0/id"))))
                .is(200);

        assertThat(desk.customer(ofBob).items("/identities")).isEqualTo(before.items("/identities"));
        assertThat(desk.customer(ofAnn).items("/identities")).hasSize(1);
        assertThat(desk.takes(desk.message("Still Bob.", email(bob))).text("/ticket/customerId"))
                .isEqualTo(ofBob);
        desk.post(
                        Desk.CUSTOMERS + "/" + ofAnn + "/unmerge",
                        Json.of("{merge: '%s'}".formatted(merged.text("/merges/0/id"))))
                .refuses(409, "merge-undone");
    }

    @Test
    void aTicketIsAnsweredNotedPutOffAndResolved_andAMessageOpensItAgain() {
        String ticket = desk.takes(desk.message("It is broken.", email(ann))).text("/ticket/id");
        long version = desk.ticket(ticket).number("/version");

        Json replied = desk.step(ticket, "messages", "{text: 'Send it back.'}", "If-Match", "\"" + version + "\"")
                .is(200)
                .json();
        assertThat(replied.text("/ticket/state")).isEqualTo("waiting-customer");
        assertThat(replied.text("/message/address/value")).isEqualTo(ann);
        desk.step(ticket, "messages", "{text: 'Me too.'}", "If-Match", "\"" + version + "\"")
                .refuses(412, "version-mismatch");

        desk.step(ticket, "notes", "{text: 'A regular.'}").is(200);
        desk.step(ticket, "edit", "{priority: 'urgent', tags: ['broken', 'vip']}")
                .is(200);
        desk.step(ticket, "wait", "{}").is(200);
        desk.step(ticket, "snooze", "{until: '2001-01-01T00:00:00Z'}").refuses(422, "invalid-field", "/until");
        desk.step(ticket, "snooze", "{until: '%s'}".formatted(Instant.now().plusSeconds(600)))
                .is(200);
        desk.step(ticket, "resolve", "{}").is(200);
        assertThat(desk.ticket(ticket).text("/resolvedAt")).isNotEmpty();
        desk.step(ticket, "snooze", "{until: '%s'}".formatted(Instant.now().plusSeconds(600)))
                .refuses(409, "step-not-allowed");

        Json again = desk.takes(desk.message("Broken again.", email(ann)));
        assertThat(again.text("/ticket/id")).isEqualTo(ticket);
        assertThat(again.text("/ticket/state")).isEqualTo("open");
        assertThat(again.number("/ticket/reopenings")).isEqualTo(1);
        assertThat(desk.texts(ticket)).containsExactly("It is broken.", "Send it back.", "A regular.", "Broken again.");
    }

    @Test
    void anotherTopicIsAnotherThread_andTicketsOfOnePersonAreMerged() {
        String one = desk.takes(desk.message("One.", email(ann))).text("/ticket/id");
        String other = desk.takes(desk.message("Other.", email(ann)).with("/topic", "'returns'"))
                .text("/ticket/id");
        assertThat(other).isNotEqualTo(one);
        String strangers = desk.takes(
                        desk.message("Who is this?", email(desk.shop().fresh("x") + "@example.org")))
                .text("/ticket/id");

        desk.step(other, "merge", "{into: '%s'}".formatted(other)).refuses(422, "same-ticket", "/into");
        desk.step(other, "merge", "{into: '%s'}".formatted(strangers)).refuses(422, "other-customer", "/into");
        Json merged =
                desk.step(other, "merge", "{into: '%s'}".formatted(one)).is(200).json();

        assertThat(merged.text("/ticket/mergedInto")).isEqualTo(one);
        assertThat(desk.texts(one)).containsExactly("One.", "Other.");
        Json next = desk.takes(desk.message("More.", email(ann)).with("/topic", "'returns'"));
        assertThat(next.text("/ticket/id")).as("its thread goes on there").isEqualTo(one);
    }

    @Test
    void aMessageIsTakenOnce_andItsIdStandsForNoOther() {
        Json message = desk.message("Once.", email(ann));
        String id = desk.takes(message).text("/message/id");
        Reply again = desk.api().post(Desk.MESSAGES, message).is(200).isReplay();
        assertThat(again.text("/message/id")).isEqualTo(id);
        desk.api().post(Desk.MESSAGES, message.with("/text", "'Twice.'")).refuses(422, "message-reused", "/providerId");
        desk.api()
                .post(Desk.MESSAGES, message.without("/providerId"))
                .refuses(400, "idempotency-key-required", "Idempotency-Key");
        desk.api()
                .post(Desk.MESSAGES, message.with("/channel", "'nowhere'"))
                .refuses(422, "unknown-channel", "/channel");
        desk.api()
                .post(Desk.MESSAGES, desk.message("x", "{type: 'phone', value: '12'}"))
                .refuses(422, "invalid-identity", "/from/identities/0/value");
        desk.api().post(Desk.MESSAGES, desk.message(" ", email(ann))).refuses(422, "invalid-field", "/text");
    }

    @Test
    void hostileHtml_isHarmless_andSaysWhatItSaid() {
        Json message = desk.message("x", email(ann))
                .without("/text")
                .with(
                        "/html",
                        Json.quoted("<p onclick='x()'>Hello <b>there</b></p><script>steal()</script><img src=x"
                                + " onerror=steal()><a href='javascript:steal()'>here</a><iframe"
                                + " src='//x'></iframe>"));
        Json taken = desk.takes(message);
        assertThat(taken.text("/message/html"))
                .contains("<b>there</b>")
                .doesNotContain("script", "onclick", "onerror", "img", "iframe");
        assertThat(taken.text("/message/text")).contains("Hello there").doesNotContain("steal");
    }

    @Test
    void wordsAreFound_inEnglishAndInChinese() {
        String word = "kettle" + System.nanoTime();
        String ticket = desk.takes(desk.message("The " + word + " arrived broken; 我的水壶坏了，请帮我换一个", email(ann)))
                .text("/ticket/id");
        assertThat(found(word)).containsExactly(ticket);
        assertThat(found(word + " arrives")).as("as English bends it").containsExactly(ticket);
        assertThat(found(word + " 水壶坏了")).containsExactly(ticket);
        assertThat(found(word + " 坏")).containsExactly(ticket);
        assertThat(found(word + " 水换")).isEmpty();
        assertThat(found(word + " -broken")).isEmpty();
        desk.api().get(TICKETS + "?q=%20").refuses(400, "invalid-parameter", "q");
    }

    private List<String> found(String words) {
        return desk.api().all(TICKETS + "?q=" + Api.encoded(words), 50).stream()
                .map(ticket -> ticket.text("/id"))
                .toList();
    }

    @Test
    void aStorefrontIsToldWhichTicketTookIt_andNothingThatCameOverOtherChannels() {
        String ticket = desk.takes(desk.message("Between us.", email(ann)).with("/subject", "'Private'"))
                .text("/ticket/id");
        String web = desk.channelOf("web");
        Json taken = Api.storefront(web)
                .post(Desk.MESSAGES, desk.message("Hello", email(ann)).with("/channel", "'" + web + "'"))
                .is(201)
                .json();
        assertThat(taken.text("/ticket/id")).isEqualTo(ticket);
        assertThat(taken.find("/ticket/subject")).isEmpty();
    }

    @Test
    void whoShowsNothing_getsATicketEachTime_andCannotBeAnswered() {
        Json one = desk.takes(desk.message("Hello?"));
        Json other = desk.takes(desk.message("Hello?", email("noreply@example.org")));
        assertThat(other.text("/ticket/id")).isNotEqualTo(one.text("/ticket/id"));
        assertThat(one.find("/ticket/customerId")).isEmpty();
        assertThat(other.find("/ticket/customerId")).isEmpty();
        desk.step(one.text("/ticket/id"), "messages", "{text: 'Who is there?'}").refuses(409, "no-address");
    }

    @Test
    void tenMessagesAtOnce_ofEachOfManyNewPersons_overTwoReplicas_makeOneThreadEach() {
        int persons = 30;
        int messages = 10;
        List<String> addresses = IntStream.range(0, persons)
                .mapToObj(i -> desk.shop().fresh("crowd") + "@example.org")
                .toList();
        Api second = desk.api().onSecondHub();
        List<Json> taken = Crowd.of(20).call(persons * messages, i -> {
            Api replica = i % 2 == 0 ? desk.api() : second;
            return replica.post(Desk.MESSAGES, desk.message("Message " + i, email(addresses.get(i / messages))))
                    .is(201)
                    .json();
        });
        for (int person = 0; person < persons; person++) {
            Set<String> tickets = new HashSet<>();
            taken.subList(person * messages, (person + 1) * messages)
                    .forEach(one -> tickets.add(one.text("/ticket/id")));
            assertThat(tickets).hasSize(1);
            assertThat(desk.texts(tickets.iterator().next())).hasSize(messages).doesNotHaveDuplicates();
        }
    }
}
