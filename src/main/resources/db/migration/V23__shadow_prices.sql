-- scarcity --------------------------------------------------------------------------------------------------------

-- A computation of what units are worth to later orders, written when it has ended; the newest one's prices stand.
CREATE TABLE shadow_computation (
    id          uuid        NOT NULL,
    computed_at timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    demand_from timestamptz NOT NULL,
    ahead_days  int         NOT NULL,
    orders      bigint      NOT NULL,
    skus        bigint      NOT NULL,
    solved      bigint      NOT NULL,
    prices      bigint      NOT NULL,
    took_millis bigint      NOT NULL,
    CONSTRAINT shadow_computation_pk PRIMARY KEY (id),
    CONSTRAINT shadow_computation_counts
        CHECK (ahead_days > 0 AND orders >= 0 AND solved BETWEEN 0 AND skus AND prices >= 0 AND took_millis >= 0)
);

-- Of those whose computation is not the newest, or has never ended, nobody reads any; they go when others come.
CREATE TABLE shadow_price (
    computation  uuid   NOT NULL,
    sku          text   COLLATE "C" NOT NULL,
    location     text   COLLATE "C" NOT NULL,
    price_millis bigint NOT NULL,
    CONSTRAINT shadow_price_pk PRIMARY KEY (computation, sku, location),
    CONSTRAINT shadow_price_price CHECK (price_millis > 0)
);

-- The first of a chain: each computation makes the next.
INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
VALUES ('00000000-0000-7000-8000-000000000002', 'shadow-prices', 'all', now(), 'waiting', now(), 0, 0, now());
