-- order -----------------------------------------------------------------------------------------------------------

-- What was changed of an order is listed. Edits and cancellations wait while these are built, orders do not.
SET LOCAL lock_timeout = '5s';

CREATE INDEX order_cancellation_order ON order_cancellation (order_id, id);

CREATE INDEX order_edit_order ON order_edit (order_id, id);
