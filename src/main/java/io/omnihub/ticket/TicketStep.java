package io.omnihub.ticket;

import io.omnihub.kernel.Wire;

/** What can be done with a ticket. */
public enum TicketStep implements Wire {
    /** The customer writes. */
    RECEIVE,
    /** An agent writes to the customer. */
    REPLY,
    /** An agent writes for colleagues alone. */
    NOTE,
    /** Its priority, tags, subject or orders become others. */
    EDIT,
    /** Somebody else on our side is to act first. */
    WAIT,
    SNOOZE,
    /** Somebody on our side is to act again. */
    REOPEN,
    RESOLVE,
    /** It goes on in another ticket. */
    MERGE,
    /** The hub's own: the time in which a message would have opened it again is over. */
    CLOSE
}
