-- access ----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- A terminal is a key that belongs to a location, made by redeeming a code. Keys are few: it is checked at once.
ALTER TABLE caller_key
    DROP CONSTRAINT caller_key_scope,
    ADD CONSTRAINT caller_key_scope
        CHECK ((role = 'storefront') = (channel IS NOT NULL)
            AND (role IN ('store', 'terminal')) = (location IS NOT NULL)) NOT VALID;
ALTER TABLE caller_key VALIDATE CONSTRAINT caller_key_scope;

CREATE INDEX caller_key_terminals ON caller_key (location, id) WHERE role = 'terminal' AND revoked_at IS NULL;

-- By which a terminal is enrolled once. The selector finds the row, the rest of the code is known by its hash.
CREATE TABLE terminal_code (
    selector    text        COLLATE "C" NOT NULL,
    secret_hash bytea       NOT NULL,
    name        text        NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    expires_at  timestamptz NOT NULL,
    tries_left  integer     NOT NULL,
    CONSTRAINT terminal_code_pk PRIMARY KEY (selector),
    CONSTRAINT terminal_code_tries CHECK (tries_left >= 0)
);

CREATE INDEX terminal_code_end ON terminal_code (expires_at);
