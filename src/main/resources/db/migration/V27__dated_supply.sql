-- catalog -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- How many days ahead a channel sells what is only expected; none: not at all.
ALTER TABLE channel
    ADD COLUMN inbound_horizon_days int,
    ADD CONSTRAINT channel_inbound_horizon_days CHECK (inbound_horizon_days BETWEEN 1 AND 365) NOT VALID;

-- inventory ---------------------------------------------------------------------------------------------------------

-- Units that are expected somewhere; guarded by the lock of their SKU's stock.
-- open: still to come; promised: of these, to parts that wait, or more than these until they have been told that it was cut;
-- set_aside: units of those promised that have come, allocated at the location until the parts take them.
CREATE TABLE supply_line (
    sku         text        COLLATE "C" NOT NULL,
    source      uuid        NOT NULL,
    kind        text        NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    expected_at timestamptz NOT NULL,
    open        bigint      NOT NULL,
    promised    bigint      NOT NULL,
    set_aside   bigint      NOT NULL,
    CONSTRAINT supply_line_pk PRIMARY KEY (sku, source),
    CONSTRAINT supply_line_kind CHECK (kind IN ('receipt', 'transfer')),
    CONSTRAINT supply_line_units CHECK (open >= 0 AND promised >= 0 AND set_aside >= 0)
);

-- inbound -----------------------------------------------------------------------------------------------------------

-- What a supplier is to deliver.
CREATE TABLE expected_receipt (
    id                 uuid        NOT NULL,
    reference          text        COLLATE "C" NOT NULL,
    supplier_reference text,
    location           text        COLLATE "C" NOT NULL,
    state              text        NOT NULL,
    expected_at        timestamptz NOT NULL,
    overdue            boolean     NOT NULL,
    created_at         timestamptz NOT NULL,
    version            bigint      NOT NULL,
    CONSTRAINT expected_receipt_pk PRIMARY KEY (id),
    CONSTRAINT expected_receipt_reference UNIQUE (reference),
    CONSTRAINT expected_receipt_state CHECK (state IN ('open', 'partially-received', 'received', 'cancelled')),
    CONSTRAINT expected_receipt_version CHECK (version > 0)
);

CREATE INDEX expected_receipt_location ON expected_receipt (location, id);

CREATE TABLE expected_receipt_line (
    receipt_id uuid   NOT NULL,
    sku        text   COLLATE "C" NOT NULL,
    quantity   bigint NOT NULL,
    received   bigint NOT NULL,
    CONSTRAINT expected_receipt_line_pk PRIMARY KEY (receipt_id, sku),
    CONSTRAINT expected_receipt_line_receipt FOREIGN KEY (receipt_id) REFERENCES expected_receipt (id),
    CONSTRAINT expected_receipt_line_units CHECK (quantity >= 0 AND received >= 0)
);

CREATE INDEX expected_receipt_line_sku ON expected_receipt_line (sku, receipt_id);
