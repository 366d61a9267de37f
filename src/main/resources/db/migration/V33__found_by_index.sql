-- fulfillment, replenishment --------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What waits for somebody, or went wrong, is listed by its state alone. No order is placed in any of these states.
CREATE INDEX fulfillment_order_seldom ON fulfillment_order (state, id)
    WHERE state IN ('pending-sourcing', 'awaiting-transfer', 'unfillable', 'blocked', 'cancel-requested',
        'delivery-failed', 'returned-to-stock', 'lost', 'rejected', 'expired');

-- A store lists what concerns it.
CREATE INDEX replenishment_proposal_source ON replenishment_proposal (source, state);
CREATE INDEX replenishment_proposal_destination ON replenishment_proposal (destination, state);

-- What was settled long ago is deleted.
CREATE INDEX replenishment_proposal_settled ON replenishment_proposal (settled_at) WHERE state <> 'proposed';

-- What could not be looked at. A release before this one writes none.
ALTER TABLE replenishment_run ADD COLUMN skipped text[] NOT NULL DEFAULT '{}';

-- A run waits for those before it.
CREATE INDEX replenishment_run_open ON replenishment_run (id) WHERE finished_at IS NULL;
