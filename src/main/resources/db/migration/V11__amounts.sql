-- order -----------------------------------------------------------------------------------------------------------

-- charges: what was given besides prices, with the order its shipping and whether prices have their taxes in them, with a
-- line its discounts and taxes. Compact JSON; mostly there is none. paid and refunded are sums over order_payment.
ALTER TABLE customer_order
    ADD COLUMN charges  json,
    ADD COLUMN paid     bigint NOT NULL DEFAULT 0,
    ADD COLUMN refunded bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT customer_order_settled CHECK (paid >= 0 AND refunded >= 0);

ALTER TABLE order_line ADD COLUMN charges json;

-- What a payment system has reported; (channel, reference) is unique by command_key, scope 'payment:<channel>'.
CREATE TABLE order_payment (
    id          uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    reference   text        NOT NULL,
    kind        text        NOT NULL,
    amount      bigint      NOT NULL,
    method      text,
    actor       uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT order_payment_pk PRIMARY KEY (id),
    CONSTRAINT order_payment_kind CHECK (kind IN ('payment', 'refund')),
    CONSTRAINT order_payment_amount CHECK (amount > 0)
);

CREATE INDEX order_payment_order ON order_payment (order_id, id);

CREATE TRIGGER order_payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_payment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
