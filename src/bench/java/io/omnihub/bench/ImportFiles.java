package io.omnihub.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Files to import, written to the disk: what a retailer of some size brings on its first day. */
record ImportFiles(Path directory, int stockRows, int orderCount) {
    /** How many stores hold what is imported, beside those of the {@link Retailer}, which sell. */
    private int stores() {
        return Math.ceilDiv(stockRows, Retailer.SKUS.size());
    }

    Path locations() throws IOException {
        return write("locations.csv", file -> {
            file.write("code,name,kind,position.latitude,position.longitude,timeZone\n");
            for (int i = 0; i < stores(); i++) {
                file.write("X%03d,Store %d,store,52.%03d,-1.5,Europe/London\n".formatted(i, i, i));
            }
        });
    }

    /** @param round makes it another file, with other units */
    Path stock(int round, int rows) throws IOException {
        return write("stock-%d.csv".formatted(round), file -> {
            file.write("sku,location,onHand\n");
            for (int i = 0; i < rows; i++) {
                file.write("%s,X%03d,%d\n"
                        .formatted(Retailer.SKUS.get(i / stores()), i % stores(), 100 * round + i % 100));
            }
        });
    }

    /** Open orders of two lines. */
    Path orders() throws IOException {
        var random = new SplittableRandom(4);
        return write("orders.ndjson", file -> {
            for (int i = 0; i < orderCount; i++) {
                var order = OrderMix.RANDOM.next(random);
                file.write("""
                    {"channel":"%s","externalId":"I-%d","currency":"%s","customer":{"name":"%s","email":"%s"},\
                    "lines":[%s,%s],"delivery":{"method":"ship","address":%s}}
                    """.formatted(
                                Retailer.CHANNEL,
                                i,
                                Retailer.CURRENCY,
                                Retailer.CUSTOMER_NAME,
                                Retailer.CUSTOMER_EMAIL,
                                line(order.firstSku(), order.firstQuantity()),
                                line(order.secondSku(), order.secondQuantity()),
                                Retailer.PLACES.get(order.place()).address()));
            }
        });
    }

    private static String line(int sku, int quantity) {
        return "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":{\"amount\":%d,\"currency\":\"%s\"}}"
                .formatted(Retailer.SKUS.get(sku), quantity, Retailer.UNIT_PRICE, Retailer.CURRENCY);
    }

    private interface Content {
        void writeTo(Writer file) throws IOException;
    }

    private Path write(String name, Content content) throws IOException {
        Path path = directory.resolve(name);
        try (var file = Files.newBufferedWriter(path)) {
            content.writeTo(file);
        }
        return path;
    }
}
