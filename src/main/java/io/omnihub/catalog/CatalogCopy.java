package io.omnihub.catalog;

import java.util.Map;
import org.springframework.stereotype.Component;

/** This replica's copy of locations and channels, possibly a moment old: never decide from it. */
@Component
public class CatalogCopy {
    private volatile Catalog catalog = new Catalog(0, Map.of(), Map.of());

    public Catalog now() {
        return catalog;
    }

    void renew(Catalog newer) {
        catalog = newer;
    }
}
