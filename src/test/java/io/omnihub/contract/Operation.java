package io.omnihub.contract;

import java.util.Set;

/**
 * One operation of the contract.
 *
 * @param id the {@code operationId}
 * @param method in capitals
 * @param path with its parameters in braces, as {@code /api/v1/items/{sku}}
 * @param roles who may call it; nobody in particular where it is open
 * @param open whether it needs no key
 * @param hasBody whether it takes a request body
 */
public record Operation(String id, String method, String path, Set<String> roles, boolean open, boolean hasBody) {
    public Operation {
        roles = Set.copyOf(roles);
    }
}
