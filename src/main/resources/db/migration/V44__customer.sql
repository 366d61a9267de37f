-- customer ----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- A person. What is merged into another one follows that one; nothing of it moves, so that it can be taken back.
CREATE TABLE customer (
    id          uuid        NOT NULL,
    merged_into uuid,
    name        text,
    held        json        NOT NULL,
    created_at  timestamptz NOT NULL,
    erased_at   timestamptz,
    version     bigint      NOT NULL,
    CONSTRAINT customer_pk PRIMARY KEY (id),
    CONSTRAINT customer_merged_into_fk FOREIGN KEY (merged_into) REFERENCES customer,
    CONSTRAINT customer_not_itself CHECK (merged_into <> id),
    CONSTRAINT customer_erased CHECK (erased_at IS NULL OR name IS NULL),
    CONSTRAINT customer_version CHECK (version >= 1)
);
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- A key that somebody is known by, whose it is, or that it is nobody's because many share it.
CREATE TABLE customer_identity (
    type        text        COLLATE "C" NOT NULL,
    value       text        COLLATE "C" NOT NULL,
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    customer_id uuid,
    blocked     boolean     NOT NULL DEFAULT false,
    source      text        COLLATE "C",
    verified_at timestamptz,
    linked_at   timestamptz,
    CONSTRAINT customer_identity_pk PRIMARY KEY (type, value),
    CONSTRAINT customer_identity_id UNIQUE (id),
    CONSTRAINT customer_identity_linked CHECK ((customer_id IS NULL) = (linked_at IS NULL))
);
CREATE INDEX customer_identity_customer ON customer_identity (customer_id) WHERE customer_id IS NOT NULL;

-- That two are one, and until when.
CREATE TABLE customer_merge (
    id            uuid        NOT NULL,
    from_customer uuid        NOT NULL,
    into_customer uuid        NOT NULL,
    rule          text        COLLATE "C" NOT NULL,
    actor         uuid        NOT NULL,
    merged_at     timestamptz NOT NULL,
    survivor_name text,
    undone_at     timestamptz,
    CONSTRAINT customer_merge_pk PRIMARY KEY (id),
    CONSTRAINT customer_merge_two CHECK (from_customer <> into_customer)
);
CREATE UNIQUE INDEX customer_merge_once ON customer_merge (from_customer) WHERE undone_at IS NULL;
CREATE INDEX customer_merge_into ON customer_merge (into_customer);

-- Two who may be one, which somebody is to say.
CREATE TABLE customer_suggestion (
    one           uuid        NOT NULL,
    other         uuid        NOT NULL,
    id            uuid        NOT NULL,
    reason        text        COLLATE "C" NOT NULL,
    identity_type text        COLLATE "C" NOT NULL,
    state         text        COLLATE "C" NOT NULL,
    suggested_at  timestamptz NOT NULL,
    decided_at    timestamptz,
    CONSTRAINT customer_suggestion_pk PRIMARY KEY (one, other),
    CONSTRAINT customer_suggestion_id UNIQUE (id),
    CONSTRAINT customer_suggestion_two CHECK (one <> other),
    CONSTRAINT customer_suggestion_decided CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE INDEX customer_suggestion_open ON customer_suggestion (id) WHERE state = 'open';
CREATE INDEX customer_suggestion_other ON customer_suggestion (other);

-- Whose an order is; found by a handler of events, a moment after it is placed.
CREATE TABLE order_of_customer (
    order_id    uuid NOT NULL,
    customer_id uuid NOT NULL,
    CONSTRAINT order_of_customer_pk PRIMARY KEY (order_id)
);
CREATE INDEX order_of_customer_customer ON order_of_customer (customer_id, order_id);
