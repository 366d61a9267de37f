-- inventory ---------------------------------------------------------------------------------------------------------

-- Where more is promised to orders than lies there: looked after by due work, and raised where nobody could help.
-- Guarded by the lock of its SKU's stock; gone when it is over.
CREATE TABLE stock_deficit (
    sku      text        COLLATE "C" NOT NULL,
    location text        COLLATE "C" NOT NULL,
    since    timestamptz NOT NULL,
    raised   boolean     NOT NULL,
    CONSTRAINT stock_deficit_pk PRIMARY KEY (sku, location)
);
