package io.omnihub.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the parcels go, which the invoices leave open but for the country. */
final class Towns {
    private final Map<String, List<Town>> byCountry = new LinkedHashMap<>();

    Towns(List<Town> towns) {
        towns.forEach(town -> byCountry
                .computeIfAbsent(town.country(), _ -> new ArrayList<>())
                .add(town));
    }

    /** The town of a sale: of its customer's number, or of the invoice's where there is no customer. */
    Town of(SampleEvent.Sale sale) {
        return of(sale.country(), sale.customer().orElse(sale.invoice()));
    }

    /**
     * The town that a key falls on when the country's towns are laid side by side, each as wide as its population: the
     * same key always gets the same town, and large towns get many keys.
     */
    Town of(String country, String key) {
        List<Town> towns = byCountry.getOrDefault(country, List.of());
        long people = towns.stream().mapToLong(Town::population).sum();
        if (people == 0) {
            throw new IllegalArgumentException("the sample knows no town in " + country);
        }
        long at = FixedDraw.of(key, people);
        for (Town town : towns) {
            if (at < town.population()) {
                return town;
            }
            at -= town.population();
        }
        throw new AssertionError("the draw is smaller than the population");
    }
}
