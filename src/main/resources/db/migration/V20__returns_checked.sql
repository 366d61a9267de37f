-- order -----------------------------------------------------------------------------------------------------------

-- Reads all lines of orders, while others read and write them.
SET LOCAL lock_timeout = '5s';

ALTER TABLE order_line VALIDATE CONSTRAINT order_line_returned;
