package io.omnihub;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.omnihub.tidy.TidyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the hub to its house rules, and each rule to a planted violation that shows that it can fail. */
class TidyTest {
    private static final String HUB = "io.omnihub";
    private static final String PLANTED = "io.omnihub.tidy.planted";

    private static final JavaClasses HUB_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(HUB);
    private static final JavaClasses PLANTED_CLASSES = new ClassFileImporter().importPackages(PLANTED);
    private static final JavaClasses TEST_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .withImportOption(location -> !location.contains("/planted/") && !location.contains("/bench/"))
            .importPackages(HUB);

    static List<TidyRule> rules() {
        return TidyRule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hubIsTidy(TidyRule rule) {
        rule.below().apply(HUB).check(HUB_CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void plantedViolation_isFoundAndNothingElse(TidyRule rule) {
        var report = rule.below().apply(PLANTED).evaluate(PLANTED_CLASSES).getFailureReport();

        assertThat(offendersIn(report.getDetails())).containsExactlyInAnyOrderElementsOf(rule.offenders());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleThatChecksNothing_fails(TidyRule rule) {
        var nothing = new ClassFileImporter().importPackages("io.omnihub.nowhere");

        assertThatThrownBy(() -> rule.below().apply("io.omnihub.nowhere").check(nothing))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void testsWaitForConditionsInsteadOfSleeping() {
        TidyRule.nothingSleeps().check(TEST_CLASSES);
    }

    @Test
    void everyRoomThatARuleNamesExists() {
        var rooms = HUB_CLASSES.stream()
                .map(type -> type.getPackageName().concat(".").substring(HUB.length() + 1))
                .map(name -> name.split("\\.", 2)[0])
                .collect(toSet());

        assertThat(rooms).containsAll(TidyRule.NAMED_ROOMS);
    }

    /** A detail of a report begins with the kind and the name of what offends, in angle brackets. */
    private static Set<String> offendersIn(List<String> details) {
        var offenders = new TreeSet<String>();
        for (var detail : details) {
            var name = detail.substring(detail.indexOf('<') + 1).split("[(>$]", 2)[0];
            PLANTED_CLASSES.stream()
                    .map(JavaClass::getName)
                    .filter(planted -> name.equals(planted) || name.startsWith(planted + "."))
                    .map(planted -> planted.substring(planted.lastIndexOf('.') + 1))
                    .forEach(offenders::add);
        }
        return offenders;
    }
}
