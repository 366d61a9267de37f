package io.omnihub.scarcity;

import io.omnihub.inventory.Cell;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import io.omnihub.sourcing.Demand;
import io.omnihub.sourcing.Explanation;
import io.omnihub.sourcing.Planner;
import io.omnihub.sourcing.SourcingPlan;
import io.omnihub.sourcing.StockFacts;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The linear program that finds the prices of some cells: which share of the orders of each kind is served in which way, if
 * all stock were known to be wanted by just what is expected; a unit's price is what one more of it would save. It is
 * solved by generating columns: at the prices of a round the planner itself serves each kind of order, which is a way
 * that the program may not have known (Dantzig and Wolfe, 1960; stabilised after Pessoa and others, 2018). So all that the
 * planner weighs is in the prices: boxes, distances, splits, pickups, and the rules of each channel.
 */
final class PriceProgram {
    /** The bound is this near to the value, relatively, when the program stops. */
    private static final double NEAR = 1e-3;

    /** How much of the best prices so far is in those that are tried next. */
    private static final double CALM = 0.6;

    /** The orders are gathered in so many blocks at most: with more, fewer rounds, each of which takes longer. */
    private static final int MAX_BLOCKS = 40;

    /** More than an order wants; that of all locations can be added up. */
    private static final long PLENTY = 1_000_000_000_000L;

    /**
     * As if of each SKU there were at least so many times what is expected. With just enough, chance alone would say that
     * there is too little; on the public instance (row {@code fulfilment}) 1.1 was best of 1 to 1.1.
     */
    private static final double SPARE = 1.1;

    private static final double MILLIS = 1_000;

    private final List<Wish> wishes;
    private final Map<Cell, Integer> cells = new HashMap<>();
    private final Set<Cell> stocked;
    private final double[] stock;
    private final int[] blockOf;
    private final int blocks;
    private final double ceiling;
    private final double orders;
    private final Instant now;

    /**
     * @param supply units of every cell that has any
     * @param scarce the SKUs whose cells get prices; there is enough of all others
     * @param ceiling no price is higher, in minor units: what it costs at most to do without a unit
     */
    PriceProgram(List<Wish> wishes, Map<Cell, Long> supply, Set<Sku> scarce, double ceiling, Instant now) {
        this.wishes = wishes;
        this.stocked = supply.keySet();
        this.ceiling = ceiling;
        this.now = now;
        this.orders = wishes.stream().mapToDouble(Wish::orders).sum();
        supply.keySet().stream()
                .filter(cell -> scarce.contains(cell.sku()))
                .sorted((one, other) -> one.sku().equals(other.sku())
                        ? one.location().value().compareTo(other.location().value())
                        : one.sku().compareTo(other.sku()))
                .forEach(cell -> cells.put(cell, cells.size()));
        this.stock = new double[cells.size()];
        Map<Sku, Double> stretch = stretch(supply);
        cells.forEach((cell, index) ->
                stock[index] = supply.getOrDefault(cell, 0L) * stretch.getOrDefault(cell.sku(), 1.0) / orders);
        Map<Set<Sku>, Integer> baskets = new HashMap<>();
        this.blockOf = new int[wishes.size()];
        for (int w = 0; w < blockOf.length; w++) {
            blockOf[w] = baskets.computeIfAbsent(basket(wishes.get(w)), _ -> baskets.size()) % MAX_BLOCKS;
        }
        this.blocks = Math.min(MAX_BLOCKS, baskets.size());
    }

    /**
     * How much more there would have to be of each SKU for all that is expected and a little besides. Whatever is left
     * runs out in the end, and no price changes that: it says which locations should serve until then.
     */
    private Map<Sku, Double> stretch(Map<Cell, Long> supply) {
        Map<Sku, Double> there = new HashMap<>();
        cells.keySet().forEach(cell -> there.merge(cell.sku(), (double) supply.getOrDefault(cell, 0L), Double::sum));
        Map<Sku, Double> stretch = new HashMap<>();
        for (Wish wish : wishes) {
            for (Demand.Line line : wish.demand().lines()) {
                double units = SPARE * wish.orders() * line.quantity();
                stretch.merge(line.sku(), units / there.getOrDefault(line.sku(), 1.0), Double::sum);
            }
        }
        stretch.replaceAll((_, times) -> Math.max(1, times));
        return stretch;
    }

    /**
     * What it found.
     *
     * @param prices above nothing, of a unit in minor units
     * @param cost what an order costs on average, at least, in minor units
     * @param rounds it took
     */
    record Solution(Map<Cell, Double> prices, double cost, int rounds) {}

    /** @param goOn asked before each round; the best prices so far are prices too, also where the solver gives up */
    Solution solve(int maxRounds, BooleanSupplier goOn) {
        var master = new Master(stock, 1, blocks);
        double[] best = new double[stock.length];
        double[] tried = best;
        double bound = Double.NEGATIVE_INFINITY;
        int rounds = 0;
        while (rounds < maxRounds && goOn.getAsBoolean()) {
            rounds++;
            double reached = serve(tried, master) - worth(tried);
            if (reached > bound) {
                bound = reached;
                best = tried;
            }
            Optional<Master.Solved> solved = master.solve();
            if (solved.isEmpty() || bound >= solved.get().value - NEAR * Math.abs(solved.get().value)) {
                break;
            }
            tried = rounds == 1 ? solved.get().prices : between(best, solved.get().prices);
        }
        return new Solution(priced(best), bound * ceiling, rounds);
    }

    /** Serves all orders at these prices, adds the ways to the program, and returns what they cost, prices included. */
    private double serve(double[] prices, Master master) {
        double[] costs = new double[blocks];
        double[][] taken = new double[blocks][stock.length];
        var facts = new Facts(prices);
        for (int w = 0; w < blockOf.length; w++) {
            Wish wish = wishes.get(w);
            if (Planner.plan(wish.demand(), wish.sites(), facts, wish.policy(), now)
                    instanceof SourcingPlan.Sourced plan) {
                costs[blockOf[w]] += wish.orders() / orders * cost(plan) / ceiling;
                take(plan, wish.orders() / orders, taken[blockOf[w]]);
            }
        }
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            master.add(block, costs[block], taken[block]);
            sum += costs[block];
            for (int cell = 0; cell < prices.length; cell++) {
                sum += taken[block][cell] * prices[cell];
            }
        }
        return sum;
    }

    private static double cost(SourcingPlan.Sourced plan) {
        return plan.explanation().weighed().stream()
                        .filter(Explanation.Weighed::chosen)
                        .map(Explanation.Weighed::terms)
                        .mapToDouble(terms -> terms.total() - terms.shadow())
                        .sum()
                / MILLIS;
    }

    private void take(SourcingPlan.Sourced plan, double weight, double[] taken) {
        for (SourcingPlan.Part part : plan.parts()) {
            take(part.location(), part.lines(), weight, taken);
            part.legs().forEach(leg -> take(leg.from(), leg.lines(), weight, taken));
        }
    }

    private void take(LocationCode location, List<Demand.Line> lines, double weight, double[] taken) {
        for (Demand.Line line : lines) {
            Integer cell = cells.get(new Cell(line.sku(), location));
            if (cell != null) {
                taken[cell] += weight * line.quantity();
            }
        }
    }

    private double worth(double[] prices) {
        double worth = 0;
        for (int cell = 0; cell < prices.length; cell++) {
            worth += prices[cell] * stock[cell];
        }
        return worth;
    }

    private static double[] between(double[] best, double[] solved) {
        double[] between = new double[best.length];
        Arrays.setAll(between, cell -> CALM * best[cell] + (1 - CALM) * solved[cell]);
        return between;
    }

    /**
     * What all cells of a SKU ask alike is left out: it would change no choice among them, and it is the least certain, as
     * it says how likely there is too little in all.
     */
    private Map<Cell, Double> priced(double[] prices) {
        Map<Sku, Double> least = new HashMap<>();
        cells.forEach((cell, index) -> least.merge(cell.sku(), prices[index], Math::min));
        Map<Cell, Double> priced = new HashMap<>();
        cells.forEach((cell, index) -> {
            double price = prices[index] - least.getOrDefault(cell.sku(), 0.0);
            if (price > 0) {
                priced.put(cell, price * ceiling);
            }
        });
        return priced;
    }

    private static Set<Sku> basket(Wish wish) {
        return wish.demand().lines().stream().map(Demand.Line::sku).collect(Collectors.toSet());
    }

    private final class Facts implements StockFacts {
        private final double[] prices;

        Facts(double[] prices) {
            this.prices = prices;
        }

        /** Orders together may take no more than there is, which the prices see to; one alone may. */
        @Override
        public long available(Cell cell) {
            return stocked.contains(cell) ? PLENTY : 0;
        }

        @Override
        public double shadowPrice(Cell cell) {
            Integer index = cells.get(cell);
            return index == null ? 0 : prices[index] * ceiling;
        }
    }
}
