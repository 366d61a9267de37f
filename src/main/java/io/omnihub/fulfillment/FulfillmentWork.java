package io.omnihub.fulfillment;

/** The kinds of due work about fulfilment orders; the subject of each is a part's id. */
public final class FulfillmentWork {
    /** Its location has until then to acknowledge it. */
    public static final String ACKNOWLEDGE_BY = "acknowledge-by";

    /** A location has to be found for it. */
    public static final String SOURCE = "source-again";

    /** It waits for its customer until then. */
    public static final String COLLECT_BY = "collect-by";

    /** Its customer is reminded that it waits. */
    public static final String REMIND = "collection-reminder";

    /** Its location is paused, and gives it up if nobody has picked it. */
    public static final String GIVE_UP = "give-up";

    /** It is blocked until then. */
    public static final String RELEASE = "release";

    private FulfillmentWork() {}
}
