-- replenishment ---------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- Which of two runs began first: runs begin one after the other, whatever the clocks and ids of the replicas say.
ALTER TABLE replenishment_run ADD COLUMN ordinal bigint GENERATED ALWAYS AS IDENTITY;
