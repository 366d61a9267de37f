package io.omnihub.bench;

import io.omnihub.bench.fulfilment.FulfilmentCost;
import io.omnihub.bench.replenishment.Backtest;
import java.util.Optional;

/** A part of the benchmark that is run once, with whatever servers it needs, and prints what it saw. */
interface Trial {
    void run(Settings settings) throws Exception;

    /** As {@code -Dbench.rows} names it; empty where that is none, but a {@link Row}. */
    static Optional<Trial> named(String name) {
        return switch (name) {
            case "decisions" -> Optional.of(settings -> SourcingDecisions.print(settings.stretch()));
            case "locks" -> Optional.of(settings -> StockLocks.print(settings.directory()));
            case "overload" -> Optional.of(new Overload());
            case "import" -> Optional.of(new ImportRates());
            case "picks" -> Optional.of(new Picks());
            case "counts" -> Optional.of(new Counts());
            case "reroutes" -> Optional.of(new Reroutes());
            case "transfer-receive" -> Optional.of(new TransferReceive());
            case "replenishment" -> Optional.of(_ -> Backtest.print());
            case "events" -> Optional.of(new EventLatency());
            case "terminals-idle" -> Optional.of(new IdleTerminals());
            case "slow-readers" -> Optional.of(new SlowReaders());
            case "journal" -> Optional.of(new JournalRates());
            case "growth" -> Optional.of(new Growth());
            default ->
                FulfilmentCost.knows(name)
                        ? Optional.of(_ -> FulfilmentCost.of(name).print())
                        : Optional.empty();
        };
    }
}
