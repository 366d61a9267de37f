package io.omnihub.catalog;

import io.omnihub.engine.Reads;
import io.omnihub.engine.Table;
import io.omnihub.engine.View;
import io.omnihub.kernel.Sku;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a scanner reads off an item: 1 to 64 printable ASCII characters without spaces. At most one item has it. */
public record Barcode(String value) implements Comparable<Barcode> {
    /** Who has it. Its row outlives that, so that it can be locked. */
    static final Table<Barcode, Owner> TABLE = new Table<>("barcode", 25);

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,64}");

    /** @param item empty once the last one has given it up */
    record Owner(Optional<Sku> item) {
        static final Owner NOBODY = new Owner(Optional.empty());

        static Owner of(Sku item) {
            return new Owner(Optional.of(item));
        }
    }

    /** What a decision has to read before it asks for the {@link #item}. */
    public Reads reads() {
        return new Reads().read(TABLE, Set.of(this));
    }

    /** Which item has it. */
    public Optional<Sku> item(View view) {
        return view.find(TABLE, this).flatMap(Owner::item);
    }

    public Barcode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a barcode: '" + value + "'");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(Barcode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
