-- catalog -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

ALTER TABLE location VALIDATE CONSTRAINT location_count_tolerance;
