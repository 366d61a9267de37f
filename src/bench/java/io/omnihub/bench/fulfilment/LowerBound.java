package io.omnihub.bench.fulfilment;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.Arrays;
import java.util.Objects;

/**
 * The deterministic linear program of an instance: which share of each type's orders from each city is served in which
 * way, if every arrival were its own expectation. Its value bounds the expected cost of every policy that does not know
 * the future from below; the duals of its stock constraints are what a unit of stock is worth.
 *
 * <p>It is solved by column generation. A column is one way to serve a whole order (which place gives which item), and
 * {@link Cheapest} finds the one that is missing; so each share is of whole orders, which bounds at least as well as
 * shares of items and boxes do. Prices of any kind give a bound, so the bound holds however early the solver stops.
 */
final class LowerBound {
    /** The bound is this near to the value, relatively, when the solver stops. */
    private static final double NEAR = 5e-4;

    private static final int MAX_ROUNDS = 200;
    /** How much of the best prices so far is in the prices that are tried next; it calms the master. */
    private static final double CALM = 0.6;

    private final Instance instance;
    private final Cheapest cheapest;
    private final MPSolver master = Objects.requireNonNull(solver());
    private final MPConstraint[][] ofStock;
    private final MPConstraint[][] ofOrder;
    private double[][] best;

    LowerBound(Instance instance) {
        this.instance = instance;
        this.cheapest = new Cheapest(instance);
        this.ofStock = new MPConstraint[instance.size.items][instance.nowhere];
        this.ofOrder = new MPConstraint[instance.types.length][instance.cities.size()];
        this.best = new double[instance.size.items][instance.nowhere];
        for (MPConstraint[] item : ofStock) {
            Arrays.setAll(item, _ -> master.makeConstraint(Double.NEGATIVE_INFINITY, 0));
        }
        for (int q = 0; q < ofOrder.length; q++) {
            Arrays.setAll(ofOrder[q], _ -> master.makeConstraint(1, 1));
            for (int j = 0; j < ofOrder[q].length; j++) {
                int[] unserved = new int[instance.types[q].length];
                Arrays.fill(unserved, instance.nowhere);
                add(q, j, unserved);
            }
        }
        master.objective().setMinimization();
        price(best);
    }

    private static MPSolver solver() {
        Loader.loadNativeLibraries();
        return MPSolver.createSolver("GLOP");
    }

    /**
     * @param stock what is left, by item and centre
     * @param arrivals that are still to come
     */
    Solution solve(long[][] stock, int arrivals) {
        for (int i = 0; i < ofStock.length; i++) {
            for (int k = 0; k < instance.nowhere; k++) {
                ofStock[i][k].setUb((double) stock[i][k] / arrivals);
            }
        }
        double bound = Double.NEGATIVE_INFINITY;
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            var status = master.solve();
            if (status != MPSolver.ResultStatus.OPTIMAL) {
                throw new IllegalStateException("the linear program is " + status);
            }
            double value = master.objective().value();
            double[][] duals = duals();
            double[][] tried = round == 1 ? duals : between(duals, best);
            double reached = price(tried) - worth(tried, stock, arrivals);
            if (reached > bound) {
                bound = reached;
                best = tried;
            }
            if (bound >= value * (1 - NEAR)) {
                break;
            }
        }
        return new Solution(bound * arrivals, best);
    }

    /** The bound that these prices give, whatever they are: to solve is to search for the best. */
    Solution at(double[][] prices, long[][] stock, int arrivals) {
        best = prices;
        return new Solution((price(prices) - worth(prices, stock, arrivals)) * arrivals, prices);
    }

    private double[][] duals() {
        double[][] duals = new double[ofStock.length][instance.nowhere];
        for (int i = 0; i < duals.length; i++) {
            for (int k = 0; k < instance.nowhere; k++) {
                duals[i][k] = Math.max(0, -ofStock[i][k].dualValue());
            }
        }
        return duals;
    }

    private static double[][] between(double[][] duals, double[][] best) {
        double[][] between = new double[duals.length][duals[0].length];
        for (int i = 0; i < between.length; i++) {
            for (int k = 0; k < between[i].length; k++) {
                between[i][k] = CALM * best[i][k] + (1 - CALM) * duals[i][k];
            }
        }
        return between;
    }

    private static double worth(double[][] prices, long[][] stock, int arrivals) {
        double worth = 0;
        for (int i = 0; i < prices.length; i++) {
            for (int k = 0; k < prices[i].length; k++) {
                worth += prices[i][k] * stock[i][k] / arrivals;
            }
        }
        return worth;
    }

    /** What an arrival costs in expectation at these prices; the ways that are new become columns. */
    private double price(double[][] prices) {
        double sum = 0;
        for (int q = 0; q < ofOrder.length; q++) {
            for (int j = 0; j < ofOrder[q].length; j++) {
                int[] places = cheapest.places(q, j, prices);
                sum += instance.chance(q, j) * cheapest.cost();
                add(q, j, places);
            }
        }
        return sum;
    }

    private void add(int type, int city, int[] places) {
        if (!cheapest.isNew(type, city, places)) {
            return;
        }
        double chance = instance.chance(type, city);
        MPVariable share = master.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        master.objective().setCoefficient(share, chance * instance.cost(city, places));
        ofOrder[type][city].setCoefficient(share, 1);
        for (int n = 0; n < places.length; n++) {
            if (places[n] != instance.nowhere) {
                ofStock[instance.types[type][n]][places[n]].setCoefficient(share, chance);
            }
        }
    }

    static final class Solution {
        /** What no policy falls below in expectation, in dollars. */
        final double cost;
        /** Of a unit, by item and centre, in dollars. */
        final double[][] prices;

        private Solution(double cost, double[][] prices) {
            this.cost = cost;
            this.prices = prices;
        }
    }
}
