package io.omnihub.access;

import static io.omnihub.access.Reach.ALL;
import static io.omnihub.access.Reach.OWN_CHANNEL;
import static io.omnihub.access.Reach.OWN_LOCATION;
import static io.omnihub.access.Role.ADMINISTRATOR;
import static io.omnihub.access.Role.SERVICE;
import static io.omnihub.access.Role.STORE;
import static io.omnihub.access.Role.STOREFRONT;
import static io.omnihub.access.Role.TERMINAL;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One line of the table of permissions: who may call a route, and how far each role reaches there. A thing of another's
 * channel or location is not found, be it to read or to change; a request that names another's in its body or its
 * parameters is {@code forbidden}.
 *
 * @param operation the route's name in the contract
 * @param reach of the roles that may call it; empty: open to everybody, without a key
 */
public record Permission(String operation, HttpMethod method, PathPattern path, Map<Role, Reach> reach) {
    private static final Map<Role, Reach> OPEN = Map.of();
    private static final Map<Role, Reach> ADMINISTRATORS = Map.of(ADMINISTRATOR, ALL);
    private static final Map<Role, Reach> BACKOFFICE = Map.of(ADMINISTRATOR, ALL, SERVICE, ALL);
    private static final Map<Role, Reach> EVERYBODY =
            Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, ALL, STORE, ALL, TERMINAL, ALL);
    private static final Map<Role, Reach> SELLING = Map.of(ADMINISTRATOR, ALL, STOREFRONT, OWN_CHANNEL);
    private static final Map<Role, Reach> SALES = Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, OWN_CHANNEL);
    private static final Map<Role, Reach> PLACES = Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, ALL);
    private static final Map<Role, Reach> PLACE =
            Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, ALL, STORE, OWN_LOCATION, TERMINAL, OWN_LOCATION);
    private static final Map<Role, Reach> GOODS = Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STORE, OWN_LOCATION);
    private static final Map<Role, Reach> WORK =
            Map.of(ADMINISTRATOR, ALL, SERVICE, ALL, STOREFRONT, OWN_CHANNEL, STORE, OWN_LOCATION);

    /** All that the hub serves. */
    public static final List<Permission> TABLE = List.of(
            may(OPEN, "getContract", GET, "/openapi.yaml"),
            may(OPEN, "getDocs", GET, "/docs"),
            may(OPEN, "getDocsFile", GET, "/docs/{file}"),
            may(OPEN, "getHealth", GET, "/actuator/health"),
            may(OPEN, "getLiveness", GET, "/actuator/health/liveness"),
            may(OPEN, "getReadiness", GET, "/actuator/health/readiness"),
            may(BACKOFFICE, "getMetrics", GET, "/actuator/prometheus"),
            may(SALES, "getAvailability", GET, "/api/v1/availability"),
            may(SELLING, "placeOrder", POST, "/api/v1/orders"),
            may(SALES, "listOrders", GET, "/api/v1/orders"),
            may(SALES, "getOrder", GET, "/api/v1/orders/{id}"),
            may(SELLING, "cancelOrder", POST, "/api/v1/orders/{id}/cancellations"),
            may(SELLING, "editOrder", POST, "/api/v1/orders/{id}/edits"),
            may(SALES, "listCancellations", GET, "/api/v1/orders/{id}/cancellations"),
            may(SALES, "listEdits", GET, "/api/v1/orders/{id}/edits"),
            may(SALES, "recordPayment", POST, "/api/v1/orders/{id}/payments"),
            may(SALES, "listPayments", GET, "/api/v1/orders/{id}/payments"),
            may(SALES, "getOrderSourcing", GET, "/api/v1/orders/{id}/sourcing"),
            may(SALES, "previewSourcing", POST, "/api/v1/sourcing/preview"),
            may(SELLING, "makeHold", POST, "/api/v1/holds"),
            may(SALES, "getHold", GET, "/api/v1/holds/{id}"),
            may(SELLING, "releaseHold", DELETE, "/api/v1/holds/{id}"),
            may(WORK, "listFulfillmentOrders", GET, "/api/v1/fulfillment-orders"),
            may(WORK, "getFulfillmentOrder", GET, "/api/v1/fulfillment-orders/{id}"),
            may(GOODS, "acknowledgeFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/acknowledge"),
            may(GOODS, "startPicking", POST, "/api/v1/fulfillment-orders/{id}/start-picking"),
            may(GOODS, "pickFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/pick"),
            may(GOODS, "packFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/pack"),
            may(GOODS, "shipFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/ship"),
            may(GOODS, "deliverFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/deliver"),
            may(GOODS, "failDelivery", POST, "/api/v1/fulfillment-orders/{id}/fail-delivery"),
            may(GOODS, "takeBackFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/take-back"),
            may(GOODS, "reportFulfillmentOrderLost", POST, "/api/v1/fulfillment-orders/{id}/report-lost"),
            may(GOODS, "readyFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/ready"),
            may(GOODS, "collectFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/collect"),
            may(GOODS, "rejectFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/reject"),
            may(GOODS, "acceptCancellation", POST, "/api/v1/fulfillment-orders/{id}/accept-cancellation"),
            may(GOODS, "refuseCancellation", POST, "/api/v1/fulfillment-orders/{id}/refuse-cancellation"),
            may(SALES, "holdFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/hold"),
            may(SALES, "releaseFulfillmentOrder", POST, "/api/v1/fulfillment-orders/{id}/release"),
            may(SALES, "acceptOffer", POST, "/api/v1/fulfillment-orders/{id}/accept-offer"),
            may(GOODS, "listExpectedReceipts", GET, "/api/v1/expected-receipts"),
            may(GOODS, "getExpectedReceipt", GET, "/api/v1/expected-receipts/{reference}"),
            may(BACKOFFICE, "putExpectedReceipt", PUT, "/api/v1/expected-receipts/{reference}"),
            may(GOODS, "receiveExpectedReceipt", POST, "/api/v1/expected-receipts/{reference}/receive"),
            may(BACKOFFICE, "cancelExpectedReceipt", POST, "/api/v1/expected-receipts/{reference}/cancel"),
            may(GOODS, "listTransfers", GET, "/api/v1/transfers"),
            may(BACKOFFICE, "createTransfer", POST, "/api/v1/transfers"),
            may(SALES, "requestReturn", POST, "/api/v1/orders/{id}/returns"),
            may(GOODS, "takeBack", POST, "/api/v1/returns"),
            may(WORK, "listReturns", GET, "/api/v1/returns"),
            may(WORK, "getReturn", GET, "/api/v1/returns/{id}"),
            may(BACKOFFICE, "approveReturn", POST, "/api/v1/returns/{id}/approve"),
            may(BACKOFFICE, "refuseReturn", POST, "/api/v1/returns/{id}/refuse"),
            may(SALES, "cancelReturn", POST, "/api/v1/returns/{id}/cancel"),
            may(SALES, "sendReturn", POST, "/api/v1/returns/{id}/send"),
            may(GOODS, "receiveReturn", POST, "/api/v1/returns/{id}/receive"),
            may(GOODS, "inspectReturn", POST, "/api/v1/returns/{id}/inspect"),
            may(SALES, "refundReturn", POST, "/api/v1/returns/{id}/refund"),
            may(SELLING, "exchangeReturn", POST, "/api/v1/returns/{id}/exchange"),
            may(WORK, "closeReturn", POST, "/api/v1/returns/{id}/close"),
            may(GOODS, "getTransfer", GET, "/api/v1/transfers/{id}"),
            may(BACKOFFICE, "approveTransfer", POST, "/api/v1/transfers/{id}/approve"),
            may(GOODS, "startPickingTransfer", POST, "/api/v1/transfers/{id}/start-picking"),
            may(GOODS, "shipTransfer", POST, "/api/v1/transfers/{id}/ship"),
            may(GOODS, "receiveTransfer", POST, "/api/v1/transfers/{id}/receive"),
            may(GOODS, "closeTransfer", POST, "/api/v1/transfers/{id}/close"),
            may(BACKOFFICE, "cancelTransfer", POST, "/api/v1/transfers/{id}/cancel"),
            may(GOODS, "listProposals", GET, "/api/v1/replenishment/proposals"),
            may(GOODS, "acceptProposal", POST, "/api/v1/replenishment/proposals/{id}/accept"),
            may(GOODS, "dismissProposal", POST, "/api/v1/replenishment/proposals/{id}/dismiss"),
            may(BACKOFFICE, "listPurchaseSuggestions", GET, "/api/v1/replenishment/purchase-suggestions"),
            may(BACKOFFICE, "startReplenishmentRun", POST, "/api/v1/replenishment/runs"),
            may(BACKOFFICE, "getReplenishmentRun", GET, "/api/v1/replenishment/runs/{id}"),
            may(BACKOFFICE, "getReplenishmentPolicy", GET, "/api/v1/replenishment/policy"),
            may(BACKOFFICE, "putReplenishmentPolicy", PUT, "/api/v1/replenishment/policy"),
            may(BACKOFFICE, "listReplenishmentLevels", GET, "/api/v1/replenishment/levels"),
            may(BACKOFFICE, "putReplenishmentLevels", PUT, "/api/v1/replenishment/levels"),
            may(EVERYBODY, "listItems", GET, "/api/v1/items"),
            may(EVERYBODY, "getItem", GET, "/api/v1/items/{sku}"),
            may(BACKOFFICE, "putItem", PUT, "/api/v1/items/{sku}"),
            may(PLACES, "listLocations", GET, "/api/v1/locations"),
            may(PLACE, "getLocation", GET, "/api/v1/locations/{code}"),
            may(BACKOFFICE, "putLocation", PUT, "/api/v1/locations/{code}"),
            may(BACKOFFICE, "switchLocation", PUT, "/api/v1/locations/{code}/switches"),
            may(BACKOFFICE, "listChannels", GET, "/api/v1/channels"),
            may(BACKOFFICE, "getChannel", GET, "/api/v1/channels/{code}"),
            may(BACKOFFICE, "putChannel", PUT, "/api/v1/channels/{code}"),
            may(BACKOFFICE, "getReturnPolicy", GET, "/api/v1/channels/{code}/return-policy"),
            may(BACKOFFICE, "putReturnPolicy", PUT, "/api/v1/channels/{code}/return-policy"),
            may(BACKOFFICE, "getSourcingPolicy", GET, "/api/v1/channels/{code}/sourcing-policy"),
            may(BACKOFFICE, "putSourcingPolicy", PUT, "/api/v1/channels/{code}/sourcing-policy"),
            may(BACKOFFICE, "listSourcingPolicies", GET, "/api/v1/channels/{code}/sourcing-policy/versions"),
            may(GOODS, "listStock", GET, "/api/v1/stock"),
            may(GOODS, "adjustStock", POST, "/api/v1/stock/adjustments"),
            may(GOODS, "countStock", POST, "/api/v1/stock/counts"),
            may(GOODS, "makeCycleCount", POST, "/api/v1/cycle-counts"),
            may(GOODS, "listCycleCounts", GET, "/api/v1/cycle-counts"),
            may(GOODS, "getCycleCount", GET, "/api/v1/cycle-counts/{id}"),
            may(GOODS, "listCycleCountLines", GET, "/api/v1/cycle-counts/{id}/lines"),
            may(GOODS, "enterCounts", POST, "/api/v1/cycle-counts/{id}/entries"),
            may(BACKOFFICE, "demandRecount", POST, "/api/v1/cycle-counts/{id}/demand-recount"),
            may(GOODS, "approveCycleCount", POST, "/api/v1/cycle-counts/{id}/approve"),
            may(GOODS, "rejectCycleCount", POST, "/api/v1/cycle-counts/{id}/reject"),
            may(GOODS, "getTerminalJournal", GET, "/api/v1/terminals/{id}/journal"),
            may(GOODS, "listRejectedEntries", GET, "/api/v1/terminals/{id}/journal/rejected"),
            may(GOODS, "reviewJournal", POST, "/api/v1/terminals/{id}/journal/reviews"),
            may(BACKOFFICE, "listCustomers", GET, "/api/v1/customers"),
            may(SALES, "resolveCustomer", POST, "/api/v1/customers"),
            may(BACKOFFICE, "getCustomer", GET, "/api/v1/customers/{id}"),
            may(BACKOFFICE, "listOrdersOfCustomer", GET, "/api/v1/customers/{id}/orders"),
            may(SALES, "putConsents", PUT, "/api/v1/customers/{id}/consents"),
            may(ADMINISTRATORS, "eraseCustomer", POST, "/api/v1/customers/{id}/erase"),
            may(BACKOFFICE, "mergeCustomers", POST, "/api/v1/customers/{id}/merge"),
            may(BACKOFFICE, "unmergeCustomers", POST, "/api/v1/customers/{id}/unmerge"),
            may(BACKOFFICE, "blockIdentity", PUT, "/api/v1/blocked-identities"),
            may(BACKOFFICE, "listSuggestions", GET, "/api/v1/customer-suggestions"),
            may(BACKOFFICE, "confirmSuggestion", POST, "/api/v1/customer-suggestions/{id}/confirm"),
            may(BACKOFFICE, "dismissSuggestion", POST, "/api/v1/customer-suggestions/{id}/dismiss"),
            may(SALES, "takeMessage", POST, "/api/v1/messages"),
            may(SALES, "takeMail", POST, "/api/v1/messages/email"),
            may(BACKOFFICE, "listTickets", GET, "/api/v1/tickets"),
            may(BACKOFFICE, "getTicket", GET, "/api/v1/tickets/{id}"),
            may(BACKOFFICE, "listTicketMessages", GET, "/api/v1/tickets/{id}/messages"),
            may(BACKOFFICE, "replyToTicket", POST, "/api/v1/tickets/{id}/messages"),
            may(BACKOFFICE, "noteOnTicket", POST, "/api/v1/tickets/{id}/notes"),
            may(BACKOFFICE, "editTicket", POST, "/api/v1/tickets/{id}/edit"),
            may(BACKOFFICE, "waitOnTicket", POST, "/api/v1/tickets/{id}/wait"),
            may(BACKOFFICE, "snoozeTicket", POST, "/api/v1/tickets/{id}/snooze"),
            may(BACKOFFICE, "resolveTicket", POST, "/api/v1/tickets/{id}/resolve"),
            may(BACKOFFICE, "reopenTicket", POST, "/api/v1/tickets/{id}/reopen"),
            may(BACKOFFICE, "mergeTickets", POST, "/api/v1/tickets/{id}/merge"),
            may(GOODS, "listAttentions", GET, "/api/v1/attentions"),
            may(BACKOFFICE, "putSafetyStock", PUT, "/api/v1/stock/safety-stock"),
            may(BACKOFFICE, "importFile", POST, "/api/v1/imports"),
            may(BACKOFFICE, "listImports", GET, "/api/v1/imports"),
            may(BACKOFFICE, "getImport", GET, "/api/v1/imports/{id}"),
            may(BACKOFFICE, "listImportRejections", GET, "/api/v1/imports/{id}/rejections"),
            may(BACKOFFICE, "exportFile", GET, "/api/v1/exports"),
            may(WORK, "readEvents", GET, "/api/v1/events"),
            may(GOODS, "prepareTerminal", POST, "/api/v1/terminals/codes"),
            may(OPEN, "enrolTerminal", POST, "/api/v1/terminals"),
            may(GOODS, "listTerminals", GET, "/api/v1/terminals"),
            may(GOODS, "getTerminal", GET, "/api/v1/terminals/{id}"),
            may(GOODS, "deleteTerminal", DELETE, "/api/v1/terminals/{id}"),
            may(ADMINISTRATORS, "createKey", POST, "/api/v1/keys"),
            may(ADMINISTRATORS, "listKeys", GET, "/api/v1/keys"),
            may(ADMINISTRATORS, "getKey", GET, "/api/v1/keys/{id}"),
            may(ADMINISTRATORS, "deleteKey", DELETE, "/api/v1/keys/{id}"),
            may(ADMINISTRATORS, "rotateKey", POST, "/api/v1/keys/{id}/rotations"),
            may(ADMINISTRATORS, "listAudit", GET, "/api/v1/audit"),
            may(ADMINISTRATORS, "listDueWork", GET, "/api/v1/due-work"),
            may(ADMINISTRATORS, "retryDueWork", POST, "/api/v1/due-work/{id}/retries"),
            may(ADMINISTRATORS, "listEventHandlers", GET, "/api/v1/event-handlers"),
            may(ADMINISTRATORS, "retryEventHandler", POST, "/api/v1/event-handlers/{name}/retries"),
            may(BACKOFFICE, "listShadowPrices", GET, "/api/v1/sourcing/shadow-prices"),
            may(BACKOFFICE, "listShadowComputations", GET, "/api/v1/sourcing/shadow-prices/computations"),
            may(ADMINISTRATORS, "computeShadowPrices", POST, "/api/v1/sourcing/shadow-prices/computations"),
            may(BACKOFFICE, "proveLedger", GET, "/api/v1/admin/ledger-proof"));

    public Permission {
        reach = Map.copyOf(reach);
        requireFitting(operation, reach);
    }

    static void requireFitting(String operation, Map<Role, Reach> reach) {
        reach.forEach((role, far) -> {
            if (far != ALL && far != role.widest()) {
                throw new IllegalArgumentException(operation + ": a " + role + " has no " + far);
            }
        });
    }

    private static Permission may(Map<Role, Reach> reach, String operation, HttpMethod method, String path) {
        return new Permission(operation, method, PathPatternParser.defaultInstance.parse(path), reach);
    }

    /**
     * The lines of paths without a variable, so that the table's length costs the most frequent requests nothing; and what
     * is named outright is nothing's id.
     */
    private static final Map<String, List<Permission>> BY_PATH = TABLE.stream()
            .filter(line -> !line.path.getPatternString().contains("{"))
            .collect(groupingBy(line -> line.path.getPatternString()));

    private static final Map<String, Map<Role, Reach>> POSTED = TABLE.stream()
            .filter(line -> line.method.equals(POST))
            .collect(toUnmodifiableMap(line -> line.path.getPatternString(), Permission::reach));

    /** The lines that a path has, one for each method. */
    static List<Permission> of(PathContainer path) {
        List<Permission> known = BY_PATH.get(path.value());
        return known == null
                ? TABLE.stream().filter(line -> line.path.matches(path)).toList()
                : known;
    }

    /** How far a role reaches by this operation; empty: not at all. */
    static Optional<Reach> reach(String operation, Role role) {
        return TABLE.stream()
                .filter(line -> line.operation.equals(operation))
                .findFirst()
                .map(line -> line.reach.get(role));
    }

    /** Whether a role may post to the route with that pattern, if there is one. */
    static boolean mayPost(String pattern, Role role) {
        return POSTED.getOrDefault(pattern, OPEN).containsKey(role);
    }

    boolean isOpen() {
        return reach.isEmpty();
    }

    /** Whether it is asked by whoever keeps the hub running, who must always get an answer. */
    boolean isProbe() {
        return path.getPatternString().startsWith("/actuator/health");
    }
}
