package io.omnihub.scarcity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The linear program whose variables are the prices, and what each block of orders then costs at least, their worth. Each
 * way in which a block was seen served is a constraint: its orders cost no more than that way does at those prices.
 */
final class Master {
    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final List<Variable> prices = new ArrayList<>();
    private final List<Variable> worths = new ArrayList<>();
    private int ways;

    /**
     * @param stock of each cell; a unit of it costs its price
     * @param ceiling the highest price
     */
    Master(double[] stock, double ceiling, int blocks) {
        for (int cell = 0; cell < stock.length; cell++) {
            prices.add(model.newVariable("price" + cell).lower(0).upper(ceiling).weight(-stock[cell]));
        }
        for (int block = 0; block < blocks; block++) {
            worths.add(model.newVariable("worth" + block).lower(0).weight(1));
        }
    }

    /**
     * Adds a way to serve a block.
     *
     * @param cost without prices
     * @param taken units of each cell
     */
    void add(int block, double cost, double[] taken) {
        var way = model.newExpression("way" + ways++).upper(cost);
        way.set(worths.get(block), 1);
        for (int cell = 0; cell < taken.length; cell++) {
            if (taken[cell] > 0) {
                way.set(prices.get(cell), -taken[cell]);
            }
        }
    }

    /**
     * The best prices as far as ways are known, and what all blocks are then worth less the stock; empty where the solver
     * finds none, as by rounding.
     */
    Optional<Solved> solve() {
        Optimisation.Result result = model.maximise();
        if (!result.getState().isOptimal()) {
            return Optional.empty();
        }
        double[] found = new double[prices.size()];
        for (int cell = 0; cell < found.length; cell++) {
            found[cell] = Math.max(0, result.doubleValue(cell));
        }
        return Optional.of(new Solved(result.getValue(), found));
    }

    /** What it found. */
    static final class Solved {
        final double value;
        final double[] prices;

        private Solved(double value, double[] prices) {
            this.value = value;
            this.prices = prices;
        }
    }
}
