package io.omnihub.bench.fulfilment;

/** The planner, with prices that are solved anew with what is left and the arrivals that are still expected. */
final class Resolved implements Rule {
    /** How often in a sequence, at even distances. */
    static final int TIMES = 3;

    private final LowerBound program;
    private final Planned planned;

    Resolved(Instance instance, LowerBound program, double[][] prices) {
        this.program = program;
        this.planned = new Planned(instance, prices);
    }

    @Override
    public void at(int arrival, int arrivals, long[][] stock) {
        int stretch = arrivals / (TIMES + 1);
        if (arrival > 0 && arrival % stretch == 0 && arrival / stretch <= TIMES) {
            planned.reprice(program.solve(stock, arrivals - arrival).prices);
        }
    }

    @Override
    public int[] places(Instance.Arrival order, long[][] stock) {
        return planned.places(order, stock);
    }
}
