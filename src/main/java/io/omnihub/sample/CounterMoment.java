package io.omnihub.sample;

/** What happens at a counter: mostly sales, now and then somebody brings something back, or a shelf is counted. */
enum CounterMoment {
    SALE,
    RETURN,
    COUNT;

    private static final int MOMENTS_PER_RETURN = 15;
    private static final int MOMENTS_PER_COUNT = 10;

    /** How long it takes until a terminal has lost its connection once, and for how long it is away then, in moments. */
    static final int CYCLE = 30;

    static final int AWAY = 8;

    static CounterMoment of(long moment) {
        if (moment % MOMENTS_PER_COUNT == 7) {
            return COUNT;
        }
        return moment % MOMENTS_PER_RETURN == 4 ? RETURN : SALE;
    }

    /** Whether the hub is out of that store's reach; stores take turns. */
    static boolean isAway(String store, long moment) {
        return (moment + FixedDraw.of("away:" + store, CYCLE)) % CYCLE >= CYCLE - AWAY;
    }
}
