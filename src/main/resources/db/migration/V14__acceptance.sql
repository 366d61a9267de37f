-- How each location has answered the parts that it was given lately, as it was last counted.
ALTER TABLE location
    ADD COLUMN accepted_parts bigint NOT NULL DEFAULT 0,
    ADD COLUMN declined_parts bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT location_answers CHECK (accepted_parts >= 0 AND declined_parts >= 0);

-- The first of a chain: each counting makes the next.
INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
VALUES ('00000000-0000-7000-8000-000000000001', 'learn-acceptance', 'locations', now(), 'waiting', now(), 0, 0, now());
