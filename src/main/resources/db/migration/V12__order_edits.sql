-- fulfillment -----------------------------------------------------------------------------------------------------

-- cancel-requested: its location has picked what is not wanted any more, and is asked to give it back.
ALTER TABLE fulfillment_order
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'cancel-requested', 'returned-to-stock', 'rejected', 'expired', 'cancelled'));

-- order -----------------------------------------------------------------------------------------------------------

-- What locations were asked to give back beside what was cancelled at once; missing where nothing was.
ALTER TABLE order_cancellation ADD COLUMN requested json;

-- What was changed of an order after it was placed; whom it is for and where it goes stands in order_recipient alone.
CREATE TABLE order_edit (
    id        uuid        NOT NULL,
    order_id  uuid        NOT NULL,
    reason    text,
    actor     uuid        NOT NULL,
    edited_at timestamptz NOT NULL,
    lines     json        NOT NULL,
    delivery  boolean     NOT NULL,
    customer  boolean     NOT NULL,
    CONSTRAINT order_edit_pk PRIMARY KEY (id)
);

CREATE TRIGGER order_edit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_edit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
