-- replenishment ---------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- There is one row, once somebody has set it. policy: compact JSON.
CREATE TABLE replenishment_policy (
    id      int    NOT NULL DEFAULT 1,
    policy  json   NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT replenishment_policy_pk PRIMARY KEY (id),
    CONSTRAINT replenishment_policy_one CHECK (id = 1 AND version > 0)
);

-- When a cell is filled, and up to where, where the retailer has said so.
CREATE TABLE replenishment_level (
    sku      text   COLLATE "C" NOT NULL,
    location text   COLLATE "C" NOT NULL,
    min      bigint NOT NULL,
    max      bigint NOT NULL,
    CONSTRAINT replenishment_level_pk PRIMARY KEY (sku, location),
    CONSTRAINT replenishment_level_order CHECK (min >= 0 AND max >= min)
);

-- skus: what it is about, where that is not all.
CREATE TABLE replenishment_run (
    id          uuid        NOT NULL,
    skus        text[],
    started_by  uuid        NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    items       bigint      NOT NULL,
    proposals   bigint      NOT NULL,
    purchases   bigint      NOT NULL,
    CONSTRAINT replenishment_run_pk PRIMARY KEY (id)
);

-- facts: both ends as they were looked at, and the reasons, as compact JSON.
CREATE TABLE replenishment_proposal (
    id          uuid             NOT NULL,
    sku         text             COLLATE "C" NOT NULL,
    source      text             COLLATE "C" NOT NULL,
    destination text             COLLATE "C" NOT NULL,
    quantity    bigint           NOT NULL,
    state       text             NOT NULL,
    saved       double precision NOT NULL,
    value       bigint           NOT NULL,
    transport   bigint           NOT NULL,
    gain        bigint           NOT NULL,
    currency    text             NOT NULL,
    facts       json             NOT NULL,
    run_id      uuid             NOT NULL,
    proposed_at timestamptz      NOT NULL,
    settled_at  timestamptz,
    transfer_id uuid,
    reason      text,
    version     bigint           NOT NULL,
    CONSTRAINT replenishment_proposal_pk PRIMARY KEY (id),
    CONSTRAINT replenishment_proposal_state CHECK (state IN ('proposed', 'accepted', 'dismissed', 'superseded')),
    CONSTRAINT replenishment_proposal_quantity CHECK (quantity > 0 AND source <> destination),
    CONSTRAINT replenishment_proposal_transfer CHECK ((state = 'accepted') = (transfer_id IS NOT NULL)),
    CONSTRAINT replenishment_proposal_settled CHECK ((state = 'proposed') = (settled_at IS NULL))
) WITH (fillfactor = 80);

-- What is proposed is proposed once; a run looks for what stands of its SKUs.
CREATE UNIQUE INDEX replenishment_proposal_open ON replenishment_proposal (sku, source, destination) WHERE state = 'proposed';
CREATE INDEX replenishment_proposal_rank ON replenishment_proposal (state, gain DESC, id);
CREATE INDEX replenishment_proposal_dismissed ON replenishment_proposal (sku, settled_at) WHERE state = 'dismissed';

-- What no place has enough of. places: what each of them lacks, as compact JSON.
CREATE TABLE replenishment_purchase (
    sku          text        COLLATE "C" NOT NULL,
    quantity     bigint      NOT NULL,
    value        bigint      NOT NULL,
    currency     text        NOT NULL,
    places       json        NOT NULL,
    run_id       uuid        NOT NULL,
    suggested_at timestamptz NOT NULL,
    CONSTRAINT replenishment_purchase_pk PRIMARY KEY (sku),
    CONSTRAINT replenishment_purchase_quantity CHECK (quantity > 0)
) WITH (fillfactor = 80);

CREATE INDEX replenishment_purchase_rank ON replenishment_purchase (value DESC, sku);

-- The first of a chain: each starting of a run makes the next.
INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
VALUES ('00000000-0000-7000-8000-000000000025', 'replenish', 'all', now(), 'waiting', now(), 0, 0, now());
