package io.omnihub.channel.exchange;

import io.omnihub.access.Caller;
import io.omnihub.exchange.ExchangeKind;
import org.springframework.web.reactive.function.server.ServerRequest;

/** A file of a kind is for whom the table of permissions lets write, or list, all such things one by one. */
final class FileRights {
    private FileRights() {}

    /** Refuses others: {@code forbidden}. */
    static void requireImport(ServerRequest request, ExchangeKind kind) {
        Caller.of(request.attributes())
                .requireAll(
                        switch (kind) {
                            case ITEMS -> "putItem";
                            case LOCATIONS -> "putLocation";
                            case CHANNELS -> "putChannel";
                            case STOCK -> "adjustStock";
                            case ORDERS -> "placeOrder";
                        });
    }

    /** Refuses others: {@code forbidden}. */
    static void requireExport(ServerRequest request, ExchangeKind kind) {
        Caller.of(request.attributes())
                .requireAll(
                        switch (kind) {
                            case ITEMS -> "listItems";
                            case LOCATIONS -> "listLocations";
                            case CHANNELS -> "listChannels";
                            case STOCK -> "listStock";
                            case ORDERS -> "listOrders";
                        });
    }
}
