-- catalog -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

ALTER TABLE channel VALIDATE CONSTRAINT channel_inbound_horizon_days;
