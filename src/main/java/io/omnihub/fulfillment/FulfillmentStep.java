package io.omnihub.fulfillment;

import io.omnihub.kernel.Wire;

/** What can be done with a fulfilment order; {@link FulfillmentState} says when. */
public enum FulfillmentStep implements Wire {
    ACKNOWLEDGE,
    START_PICKING,
    PICK,
    PACK,
    SHIP,
    DELIVER,
    /** Its customer could not be found, or did not take it; it may be tried again. */
    FAIL_DELIVERY,
    /** What could not be delivered has come back to its location. */
    TAKE_BACK,
    /** Its carrier has lost what it had not delivered. */
    REPORT_LOST,
    /** Makes it ready for its customer, or gives out another code for it. */
    READY,
    COLLECT,
    /** The location does not do it; it is sourced again. */
    REJECT,
    /** The location has not acknowledged it in time; it is sourced again. */
    EXPIRE,
    /** Its customer has not come yet, and is told so. */
    REMIND,
    /** Nobody came for it in time. */
    RETURN_TO_STOCK,
    /** What the order no longer wants is taken off it. */
    CANCEL,
    /** The order no longer wants what is picked: its location is asked to give it back. */
    REQUEST_CANCELLATION,
    ACCEPT_CANCELLATION,
    REFUSE_CANCELLATION,
    /** Its location has not answered in time; somebody is told. */
    LEAVE_UNANSWERED,
    /** It must not go on, until somebody says so, or for some time. */
    HOLD,
    /** It goes on where it was held up. */
    RELEASE,
    /** Its customer collects it elsewhere, since nobody can fulfil it where it was wanted. */
    ACCEPT_OFFER,
    /** What a transfer was to bring has come, as far as it comes. */
    ARRIVE,
    /** Nothing comes of what a transfer was to bring; it is sourced again. */
    FAIL_TRANSFER
}
