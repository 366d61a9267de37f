package io.omnihub;

import org.junit.jupiter.api.AfterAll;

/** Tests after which every counter still equals its ledger. */
interface LedgerProven {
    @AfterAll
    static void theLedgerAddsUp() {
        Api.administrator().proveLedger();
    }
}
