-- What a customer allowed belongs to the order, so that an export of it imports as it was.
ALTER TABLE customer_order ADD COLUMN allow_backorder boolean NOT NULL DEFAULT false;
