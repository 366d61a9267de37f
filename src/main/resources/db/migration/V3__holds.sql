-- hold ------------------------------------------------------------------------------------------------------------

-- Whether an active hold has expired follows from its end: no row changes when it is reached.
CREATE TABLE hold (
    id         uuid        NOT NULL,
    channel    text        COLLATE "C" NOT NULL,
    state      text        NOT NULL,
    expires_at timestamptz NOT NULL,
    made_at    timestamptz NOT NULL,
    made_by    uuid        NOT NULL,
    order_id   uuid,
    CONSTRAINT hold_pk PRIMARY KEY (id),
    CONSTRAINT hold_state CHECK (state IN ('active', 'committed', 'released')),
    CONSTRAINT hold_order CHECK ((state = 'committed') = (order_id IS NOT NULL)),
    CONSTRAINT hold_end CHECK (expires_at > made_at)
) WITH (fillfactor = 90);

-- A line that is not freed is counted in its level as held. Who sets freed_at has locked the SKU.
CREATE TABLE hold_line (
    hold_id     uuid        NOT NULL,
    line_number int         NOT NULL,
    sku         text        COLLATE "C" NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    quantity    bigint      NOT NULL,
    expires_at  timestamptz NOT NULL,
    freed_at    timestamptz,
    CONSTRAINT hold_line_pk PRIMARY KEY (hold_id, line_number),
    CONSTRAINT hold_line_quantity CHECK (quantity > 0)
) WITH (fillfactor = 90);

CREATE INDEX hold_line_unfreed ON hold_line (sku, expires_at) INCLUDE (location, quantity) WHERE freed_at IS NULL;
