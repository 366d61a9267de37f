-- order -----------------------------------------------------------------------------------------------------------

-- What a location was asked to give back, and does not. A release before this one writes none.
SET LOCAL lock_timeout = '5s';

ALTER TABLE order_cancellation ADD COLUMN refused json;
