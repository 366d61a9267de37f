package io.omnihub;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/** Holds every room to the rooms that its package description lets it use. */
class ArchitectureTest {
    private static final String HUB = "io.omnihub";
    private static final String PLANTED = "io.omnihub.tidy.planted.rooms";

    private static final JavaClasses HUB_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HUB);
    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void roomsUseOnlyWhatTheyDeclare() {
        var rooms = ApplicationModules.of(Omnihub.class);

        assertThat(rooms.stream()).isNotEmpty();
        rooms.verify();
    }

    @Test
    void roomThatUsesAnUndeclaredOne_isFound() {
        var rooms = ApplicationModules.of(PLANTED, _ -> true);

        assertThatThrownBy(rooms::verify)
                .isInstanceOf(Violations.class)
                .hasMessageContaining("'lower' depends on module 'upper'");
    }

    @Test
    void everyRoomDeclaresWhatItMayUse() {
        assertThat(packagesBelow(HUB, HUB_CLASSES)).isNotEmpty();
        assertThat(undeclaredRooms(HUB, HUB_CLASSES)).isEmpty();
    }

    @Test
    void roomThatDeclaresNothing_isFound() {
        assertThat(undeclaredRooms(PLANTED, PLANTED_CLASSES)).containsExactly("bare", "open");
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(unmarkedPackages(HUB_CLASSES)).isEmpty();
    }

    @Test
    void packageWithoutNullMarked_isFound() {
        assertThat(unmarkedPackages(PLANTED_CLASSES)).containsExactly(PLANTED + ".bare");
    }

    private static Set<String> undeclaredRooms(String root, JavaClasses classes) {
        var undeclared = packagesBelow(root, classes);
        undeclared.removeIf(
                room -> describedBy(root + "." + room, ApplicationModule.class, ArchitectureTest::isClosed));
        return undeclared;
    }

    private static boolean isClosed(ApplicationModule room) {
        return room.type() == ApplicationModule.Type.CLOSED
                && !Arrays.asList(room.allowedDependencies()).contains(ApplicationModule.OPEN_TOKEN);
    }

    private static Set<String> unmarkedPackages(JavaClasses classes) {
        var unmarked = classes.stream().map(JavaClass::getPackageName).collect(toCollection(TreeSet::new));
        unmarked.removeIf(name -> describedBy(name, NullMarked.class, _ -> true));
        return unmarked;
    }

    private static Set<String> packagesBelow(String root, JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(root + "."))
                .map(name -> name.substring(root.length() + 1).split("\\.", 2)[0])
                .collect(toCollection(TreeSet::new));
    }

    private static <A extends Annotation> boolean describedBy(String name, Class<A> annotation, Predicate<A> holds) {
        try {
            var found = Class.forName(name + ".package-info").getAnnotation(annotation);
            return found != null && holds.test(found);
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
