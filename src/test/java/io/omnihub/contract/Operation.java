package io.omnihub.contract;

import java.util.Map;

/**
 * One operation of the contract.
 *
 * @param id the {@code operationId}
 * @param method in capitals
 * @param path with its parameters in braces, as {@code /api/v1/items/{sku}}
 * @param reach who may call it, and how far each role reaches: {@code all} or its scope; nobody where it is open
 * @param open whether it needs no key
 * @param hasBody whether it takes a request body
 */
public record Operation(
        String id, String method, String path, Map<String, String> reach, boolean open, boolean hasBody) {
    public Operation {
        reach = Map.copyOf(reach);
    }
}
