package io.omnihub.catalog;

import io.omnihub.engine.Actor;
import io.omnihub.engine.Command;
import io.omnihub.engine.DueWork;
import io.omnihub.engine.LogRows;
import io.omnihub.engine.MemoryLog;
import io.omnihub.engine.MemoryRows;
import io.omnihub.engine.Rows;
import io.omnihub.engine.Statement;
import io.omnihub.kernel.ChannelCode;
import io.omnihub.kernel.LocationCode;
import io.omnihub.kernel.Sku;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The catalogue of a simulated retailer: its tables, and its commands. */
public final class SimulatedCatalog {
    public final MemoryRows<Sku, Item> items = new MemoryRows<>(Item.TABLE);
    public final MemoryRows<LocationCode, Location> locations = new MemoryRows<>(Location.TABLE);
    public final MemoryRows<ChannelCode, Channel> channels = new MemoryRows<>(Channel.TABLE);

    public List<Rows<?, ?>> tables() {
        return List.of(
                items,
                locations,
                channels,
                new MemoryRows<>(Barcode.TABLE),
                new MemoryRows<Catalog.Key, Catalog>(Catalog.TABLE) {
                    @Override
                    public List<Statement> load(Collection<Catalog.Key> keys, BiConsumer<Catalog.Key, Catalog> found) {
                        found.accept(Catalog.Key.CURRENT, copy());
                        return List.of();
                    }
                });
    }

    public List<LogRows<?>> logs() {
        return List.of(new MemoryLog<>(SourcingPolicyVersion.LOG));
    }

    public Catalog copy() {
        return new Catalog(1, locations.rows(), channels.rows());
    }

    public static Command<?> put(UUID id, Actor actor, Item item) {
        return new PutEntry<>(id, actor, Item.TABLE, item.sku(), item, Optional.empty());
    }

    public static Command<?> put(UUID id, Actor actor, Location location) {
        return new PutEntry<>(id, actor, Location.TABLE, location.code(), location, Optional.empty());
    }

    public static Command<?> put(UUID id, Actor actor, Channel channel) {
        return new PutEntry<>(id, actor, Channel.TABLE, channel.code(), channel, Optional.empty());
    }

    public static Command<?> setPolicy(UUID id, Actor author, ChannelCode code, SourcingPolicy policy) {
        return new SetSourcingPolicy(id, code, policy, "simulated", author, Optional.empty());
    }

    public static Command<?> learning(UUID id, LocationCode code, Answers answers, DueWork work) {
        return new LearnAnswers(id, Map.of(code, answers), work, Duration.ofMinutes(1));
    }

    public static Command<?> switching(UUID id, Actor actor, LocationCode code, boolean paused, boolean pickupPaused) {
        return new SwitchLocation(id, code, paused, pickupPaused, "simulated", actor);
    }
}
