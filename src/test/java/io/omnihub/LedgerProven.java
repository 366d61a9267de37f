package io.omnihub;

import org.junit.jupiter.api.AfterAll;

/** Tests after which every counter still equals its ledger, and every event was as the contract says. */
interface LedgerProven {
    @AfterAll
    static void theLedgerAddsUp() {
        Api.administrator().proveLedger();
    }

    @AfterAll
    static void everyEventIsAsTheContractSays() {
        Announced.checkNew();
    }
}
