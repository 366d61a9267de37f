package io.omnihub.access;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One line of the table of permissions: who may call a route. A storefront is further bound to its channel by the route
 * itself.
 *
 * @param roles empty: open to everybody, without a key
 */
public record Permission(HttpMethod method, PathPattern path, Set<Role> roles) {
    private static final Set<Role> OPEN = Set.of();
    private static final Set<Role> ADMINISTRATOR = Set.of(Role.ADMINISTRATOR);
    private static final Set<Role> STOREFRONT = Set.of(Role.ADMINISTRATOR, Role.STOREFRONT);

    /** All that the hub serves. */
    public static final List<Permission> TABLE = List.of(
            may(OPEN, HttpMethod.GET, "/openapi.yaml"),
            may(OPEN, HttpMethod.GET, "/actuator/health"),
            may(OPEN, HttpMethod.GET, "/actuator/health/liveness"),
            may(OPEN, HttpMethod.GET, "/actuator/health/readiness"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/availability"),
            may(STOREFRONT, HttpMethod.POST, "/api/v1/orders"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/orders"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/orders/{id}"),
            may(STOREFRONT, HttpMethod.POST, "/api/v1/orders/{id}/cancellations"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/orders/{id}/sourcing"),
            may(STOREFRONT, HttpMethod.POST, "/api/v1/sourcing/preview"),
            may(STOREFRONT, HttpMethod.POST, "/api/v1/holds"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/holds/{id}"),
            may(STOREFRONT, HttpMethod.DELETE, "/api/v1/holds/{id}"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/items"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/items/{sku}"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/items/{sku}"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/locations"),
            may(STOREFRONT, HttpMethod.GET, "/api/v1/locations/{code}"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/locations/{code}"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/locations/{code}/switches"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/channels"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/channels/{code}"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/channels/{code}"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/channels/{code}/sourcing-policy"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/channels/{code}/sourcing-policy"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/channels/{code}/sourcing-policy/versions"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/stock"),
            may(ADMINISTRATOR, HttpMethod.POST, "/api/v1/stock/adjustments"),
            may(ADMINISTRATOR, HttpMethod.PUT, "/api/v1/stock/safety-stock"),
            may(ADMINISTRATOR, HttpMethod.POST, "/api/v1/keys"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/keys"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/keys/{id}"),
            may(ADMINISTRATOR, HttpMethod.DELETE, "/api/v1/keys/{id}"),
            may(ADMINISTRATOR, HttpMethod.GET, "/api/v1/admin/ledger-proof"));

    private static Permission may(Set<Role> roles, HttpMethod method, String path) {
        return new Permission(method, PathPatternParser.defaultInstance.parse(path), roles);
    }

    boolean isOpen() {
        return roles.isEmpty();
    }
}
