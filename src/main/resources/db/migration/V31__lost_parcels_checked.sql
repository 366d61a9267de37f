-- fulfillment -----------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

ALTER TABLE fulfillment_order VALIDATE CONSTRAINT fulfillment_order_state;
