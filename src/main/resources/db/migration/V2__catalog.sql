-- catalog ---------------------------------------------------------------------------------------------------------

ALTER TABLE item ADD COLUMN barcodes text[] NOT NULL DEFAULT '{}';

-- Whose each barcode is; nobody's, once its item has given it up.
CREATE TABLE item_barcode (
    barcode text COLLATE "C" NOT NULL,
    sku     text COLLATE "C",
    CONSTRAINT item_barcode_pk PRIMARY KEY (barcode)
);

ALTER TABLE location
    ADD COLUMN opening_exceptions json             NOT NULL DEFAULT '[]',
    ADD COLUMN cut_off            time,
    ADD COLUMN acceptance_rate    double precision NOT NULL DEFAULT 1,
    ADD COLUMN paused             boolean          NOT NULL DEFAULT false,
    ADD COLUMN pickup_paused      boolean          NOT NULL DEFAULT false,
    ADD CONSTRAINT location_acceptance_rate CHECK (acceptance_rate BETWEEN 0 AND 1);

-- A channel's rules are those of its highest version.
CREATE TABLE sourcing_policy (
    channel     text        COLLATE "C" NOT NULL,
    version     bigint      NOT NULL,
    policy      json        NOT NULL,
    author      uuid        NOT NULL,
    comment     text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT sourcing_policy_pk PRIMARY KEY (channel, version),
    CONSTRAINT sourcing_policy_version CHECK (version > 0)
);

CREATE TRIGGER sourcing_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sourcing_policy
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
