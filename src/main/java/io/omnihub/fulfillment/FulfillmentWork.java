package io.omnihub.fulfillment;

import io.omnihub.engine.DueWork;
import java.util.UUID;

/** The kinds of due work about fulfilment orders; the subject of each is a part's id. */
public final class FulfillmentWork {
    /** Its location has until then to acknowledge it; the subject is the part's id, or {@link #ending(UUID, UUID)}. */
    public static final String ACKNOWLEDGE_BY = "acknowledge-by";

    /** A location has to be found for it. */
    public static final String SOURCE = "source-again";

    /** It waits for its customer until then. */
    public static final String COLLECT_BY = "collect-by";

    /** Its customer is reminded that it waits. */
    public static final String REMIND = "collection-reminder";

    /** Its location is paused, and gives it up if nobody has picked it. */
    public static final String GIVE_UP = "give-up";

    /**
     * Its location has until then to say whether it gives back what it was asked for; the subject is {@link
     * #answer(UUID, UUID)}.
     */
    public static final String ANSWER_BY = "answer-cancellation-by";

    /** How each location has answered is counted; its subject is no part. */
    public static final String LEARN = "learn-acceptance";

    /** It is blocked until then. */
    public static final String RELEASE = "release";

    private static final String SEPARATOR = "/";

    private FulfillmentWork() {}

    /** Ends the time of a part, as if that other work had come. */
    static String ending(UUID partId, UUID timer) {
        return partId + SEPARATOR + timer;
    }

    /** The part whose time to acknowledge it is over. */
    public static UUID unacknowledged(String subject) {
        return UUID.fromString(subject.split(SEPARATOR, 2)[0]);
    }

    /** The work that ends the part's time: that itself, unless its subject names another. */
    public static UUID timer(DueWork work) {
        int end = work.subject().indexOf(SEPARATOR);
        return end < 0 ? work.id() : UUID.fromString(work.subject().substring(end + 1));
    }

    /** What an answer is about: the part, and the request, since there may be another one later. */
    static String answer(UUID partId, UUID request) {
        return partId + SEPARATOR + request;
    }

    /** The part that an answer is about. */
    public static UUID answering(String subject) {
        return UUID.fromString(subject.substring(0, subject.indexOf(SEPARATOR)));
    }

    /** The request that an answer is about. */
    public static UUID request(String subject) {
        return UUID.fromString(subject.substring(subject.indexOf(SEPARATOR) + 1));
    }
}
