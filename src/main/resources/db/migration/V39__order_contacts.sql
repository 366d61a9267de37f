-- order -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- By which a store finds what somebody at its counter has bought elsewhere.
CREATE INDEX order_recipient_phone ON order_recipient (regexp_replace(phone, '[^0-9]', '', 'g'), order_id)
    WHERE phone IS NOT NULL;
CREATE INDEX order_recipient_email ON order_recipient (lower(email), order_id) WHERE email IS NOT NULL;
