package io.omnihub.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path parent;

    @Test
    void aNewDirectory_isItsOwnersAlone() throws Exception {
        try (var directory = DataDirectory.open(parent.resolve("a/data"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aSecondHolder_isRefusedUntilTheFirstLetsGo() {
        try (var first = DataDirectory.open(parent)) {
            assertThatThrownBy(() -> DataDirectory.open(first.path().resolve(".")))
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("is in use by another hub");
        }
        DataDirectory.open(parent).close();
    }

    @Test
    void closingTwice_doesNotFreeALaterHolder() {
        var first = DataDirectory.open(parent);
        first.close();
        try (var second = DataDirectory.open(parent)) {
            first.close();
            assertThatThrownBy(() -> DataDirectory.open(second.path())).isInstanceOf(StartupFailure.class);
        }
    }

    @Test
    void aFileInItsPlace_isNamed() throws Exception {
        var file = Files.writeString(parent.resolve("data"), "mine");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(file + " is a file");
    }
}
