-- ticket ------------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

CREATE SEQUENCE ticket_number START WITH 100001 CACHE 1;

CREATE TABLE ticket (
    id                uuid        NOT NULL,
    number            bigint      NOT NULL,
    customer_id       uuid,
    topic             text        COLLATE "C" NOT NULL,
    subject           text,
    channel           text        COLLATE "C" NOT NULL,
    state             text        COLLATE "C" NOT NULL,
    priority          text        COLLATE "C" NOT NULL,
    tags              text[]      NOT NULL,
    orders            uuid[]      NOT NULL,
    merged_into       uuid,
    follows           uuid,
    snoozed_until     timestamptz,
    opened_at         timestamptz NOT NULL,
    customer_wrote_at timestamptz,
    replied_at        timestamptz,
    resolved_at       timestamptz,
    reopenings        integer     NOT NULL,
    messages          integer     NOT NULL,
    version           bigint      NOT NULL,
    CONSTRAINT ticket_pk PRIMARY KEY (id),
    CONSTRAINT ticket_number_once UNIQUE (number),
    CONSTRAINT ticket_merged_into_fk FOREIGN KEY (merged_into) REFERENCES ticket,
    CONSTRAINT ticket_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL) AND merged_into <> id),
    CONSTRAINT ticket_snoozed CHECK ((state = 'snoozed') = (snoozed_until IS NOT NULL)),
    CONSTRAINT ticket_counts CHECK (reopenings >= 0 AND messages >= 0 AND version >= 1)
);
CREATE INDEX ticket_customer ON ticket (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX ticket_merged_into ON ticket (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ticket_orders ON ticket USING gin (orders);
CREATE INDEX ticket_tags ON ticket USING gin (tags);
-- What agents look at: what is not over.
CREATE INDEX ticket_running ON ticket (state, id) WHERE state NOT IN ('closed', 'merged');

-- The one thread of a customer about a topic, and the ticket in which it went on the last time.
CREATE TABLE ticket_thread (
    customer_id uuid NOT NULL,
    topic       text COLLATE "C" NOT NULL,
    ticket_id   uuid,
    CONSTRAINT ticket_thread_pk PRIMARY KEY (customer_id, topic)
);

CREATE TABLE ticket_message (
    id           uuid        NOT NULL,
    ticket_id    uuid        NOT NULL,
    number       integer     NOT NULL,
    kind         text        COLLATE "C" NOT NULL,
    channel      text        COLLATE "C" NOT NULL,
    provider_id  text        COLLATE "C",
    address_type text        COLLATE "C",
    address      text        COLLATE "C",
    author       text,
    subject      text,
    text         text        NOT NULL,
    html         text,
    attachments  json        NOT NULL,
    sent_at      timestamptz NOT NULL,
    recorded_at  timestamptz NOT NULL,
    delivery     text        COLLATE "C",
    reason       text,
    -- Words of English, and pairs of characters of what is written without spaces.
    search       tsvector    NOT NULL,
    CONSTRAINT ticket_message_pk PRIMARY KEY (id),
    CONSTRAINT ticket_message_number UNIQUE (ticket_id, number),
    CONSTRAINT ticket_message_ticket_fk FOREIGN KEY (ticket_id) REFERENCES ticket,
    CONSTRAINT ticket_message_address CHECK ((address_type IS NULL) = (address IS NULL)),
    CONSTRAINT ticket_message_delivery CHECK ((kind = 'reply') = (delivery IS NOT NULL)),
    CONSTRAINT ticket_message_counted CHECK (number >= 1)
);
CREATE INDEX ticket_message_provider ON ticket_message (channel, provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX ticket_message_search ON ticket_message USING gin (search);

-- What was promised and is, or was, at risk, and the ticket that was opened for it the last time.
CREATE TABLE ticket_exception (
    promise   text COLLATE "C" NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    ticket_id uuid NOT NULL,
    facts     json NOT NULL,
    CONSTRAINT ticket_exception_pk PRIMARY KEY (promise, kind)
);
