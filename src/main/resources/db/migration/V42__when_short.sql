-- catalog ---------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What stores do for a channel whose pool runs short of something; null: nothing.
ALTER TABLE channel ADD COLUMN when_short json;
