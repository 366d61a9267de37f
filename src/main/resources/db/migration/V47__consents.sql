-- What customers let be done, as each customer has said it last; merging moves nothing.

SET LOCAL lock_timeout = '5s';

CREATE TABLE customer_consent (
    customer_id uuid        NOT NULL,
    purpose     text        COLLATE "C" NOT NULL,
    channel     text        COLLATE "C" NOT NULL,
    granted     boolean     NOT NULL,
    said_at     timestamptz NOT NULL,
    CONSTRAINT customer_consent_pk PRIMARY KEY (customer_id, purpose, channel),
    CONSTRAINT customer_consent_customer_fk FOREIGN KEY (customer_id) REFERENCES customer
);
