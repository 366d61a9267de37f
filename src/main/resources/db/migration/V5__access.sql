-- access ----------------------------------------------------------------------------------------------------------

-- After a rotation the secret before opens the key too, until its end.
ALTER TABLE caller_key
    ADD COLUMN location       text COLLATE "C",
    ADD COLUMN previous_hash  bytea,
    ADD COLUMN previous_until timestamptz,
    DROP CONSTRAINT caller_key_scope,
    ADD CONSTRAINT caller_key_scope
        CHECK ((role = 'storefront') = (channel IS NOT NULL) AND (role = 'store') = (location IS NOT NULL)),
    ADD CONSTRAINT caller_key_previous_secret UNIQUE (previous_hash),
    ADD CONSTRAINT caller_key_previous CHECK ((previous_hash IS NULL) = (previous_until IS NULL));

-- Who did what. What is the same before and after is left out; before is null where there was nothing.
CREATE TABLE audit_entry (
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    actor       uuid        NOT NULL,
    role        text        NOT NULL,
    name        text        NOT NULL,
    action      text        NOT NULL,
    subject     text        COLLATE "C" NOT NULL,
    before      json,
    after       json        NOT NULL,
    request     text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT audit_entry_pk PRIMARY KEY (seq)
);

CREATE INDEX audit_entry_subject ON audit_entry (subject, seq);
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- fulfillment -----------------------------------------------------------------------------------------------------

-- A location's work, the newest first. Ids begin with the time, so it also tells what was taken on today.
CREATE INDEX fulfillment_order_location ON fulfillment_order (location, id);
DROP INDEX fulfillment_order_day;
