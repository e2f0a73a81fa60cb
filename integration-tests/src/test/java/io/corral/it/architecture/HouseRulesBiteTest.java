package io.corral.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each rule of the house notices when it is broken")
class HouseRulesBiteTest {

    private static final String ROOT = "io.corral.it.architecture.fixture";
    private static final HouseRules RULES = new HouseRules(ROOT);
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(ROOT);

    static Stream<Arguments> rulesAndCulprits() {
        return Stream.of(
                Arguments.of(RULES.knowsOnly("tree"), "SociableTree"),
                Arguments.of(RULES.knowsOnly("admin", "server.status", "server.control"), "Console"),
                Arguments.of(RULES.theConsoleUsesOnlyStatusAndControlOfTheServer(), "Console"),
                Arguments.of(RULES.theRaftCoreIsPure(), "ImpureCore"),
                Arguments.of(RULES.onlyTheDriverTheTransportAndTheServerUseThreads(), "ThreadedLog"),
                Arguments.of(RULES.theEngineLogsOnlyInItsDriver(), "ThreadedLog"),
                Arguments.of(RULES.theTreeHasNoThreadsClockOrSockets(), "SociableTree"),
                Arguments.of(RULES.theTreeTouchesFilesOnlyInItsSnapshots(), "SociableTree"),
                Arguments.of(RULES.staysInside("org.apache.jute..", "wire"), "FrontendManager"),
                Arguments.of(RULES.propertiesAreReadOnlyAtTheDoor(), "ImpureCore"),
                Arguments.of(RULES.noStaticMutableState(), "FrontendManager"),
                Arguments.of(RULES.namesAreDomainNouns(), "FrontendManager"),
                Arguments.of(RULES.packagesAreNullMarked(), "ImpureCore"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesAndCulprits")
    void namesTheCulprit(ArchRule rule, String culprit) {
        var result = rule.evaluate(BROKEN_HOUSE);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(culprit);
    }
}
