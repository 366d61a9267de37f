-- transfer --------------------------------------------------------------------------------------------------------

-- Reads all transfers, while others read and write them.
SET LOCAL lock_timeout = '5s';

ALTER TABLE transfer_order VALIDATE CONSTRAINT transfer_order_state;
ALTER TABLE transfer_line VALIDATE CONSTRAINT transfer_line_progress;
ALTER TABLE transfer_line VALIDATE CONSTRAINT transfer_line_wanted;
