package io.omnihub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalCodeTest {
    private static final UUID ID = UUID.fromString("0195d3a0-11c2-7aa0-8c31-5b7d9e0f0000");

    @Test
    void whatIsShown_isReadAgain_andItsRepeatFindsIt() {
        var random = new SecureRandom();
        Set<String> proofs = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            TerminalCode code = TerminalCode.random(ID, random);
            assertThat(TerminalCode.parse(code.shown())).contains(code);
            assertThat(code.selector()).isEqualTo(TerminalCode.selector(ID)).hasSize(8);
            proofs.add(code.proof());
        }
        assertThat(proofs).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7K3M-9QXT-2VBD-HW50", "7k3m9qxt2vbdhw5o", " 7K3M 9QXT 2VBD HW50 "})
    void theWayInWhichItIsTyped_makesNoDifference(String typed) {
        assertThat(TerminalCode.parse(typed)).contains(new TerminalCode("7K3M9QXT", "2VBDHW50"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7K3M-9QXT-2VBD-HW5", "7K3M-9QXT-2VBD-HW500", "7K3M-9QXT-2VBD-HW5U", "7K3M_9QXT_2VBD_HW50"})
    void whatIsNone_isNone(String typed) {
        assertThat(TerminalCode.parse(typed)).isEmpty();
    }
}
