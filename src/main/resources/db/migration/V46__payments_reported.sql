-- Whether every payment of a channel's orders is reported to the hub, so that an order without one is known to be unpaid.

SET LOCAL lock_timeout = '5s';

ALTER TABLE channel ADD COLUMN payments_reported boolean NOT NULL DEFAULT false;
