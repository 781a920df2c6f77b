package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.engine.ShippedRules;
import health.throughline.program.warning.rule.Rules;
import health.throughline.program.warning.testing.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds for every rule of early warning. A new rule needs: an ActivityDefinition alert-&lt;code&gt; with its parameters, a line
 * in Rules, and a picture in Pictures in which it finds something.
 */
class WarningRuleContractTest {

    private static final ShippedDefinitions SHIPPED = ShippedDefinitions.load(List.of());

    /** Alerts that something else raises, and why. */
    private static final Map<String, String> ELSEWHERE = Map.of();

    private static Stream<DynamicTest> each(Consumer<WarningRule> test) {
        return Rules.ALL.stream().map(rule -> dynamicTest(rule.code(), () -> test.accept(rule)));
    }

    private static RuleParameters parameters(WarningRule rule) {
        return ShippedRules.settings(SHIPPED).of(rule.code());
    }

    private static PatientPicture found(WarningRule rule) {
        return Optional.ofNullable(Pictures.OF_RULES.get(rule.code()))
                .orElseThrow(() -> new AssertionError(
                        "Add to Pictures.OF_RULES a picture in which '" + rule.code() + "' finds something"));
    }

    @Test
    void each_alert_has_one_rule_and_each_rule_an_alert() {
        Set<String> defined = SHIPPED.keys().stream()
                .filter(key ->
                        key.type().equals("ActivityDefinition") && key.id().startsWith("alert-"))
                .map(key -> key.id().substring("alert-".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        defined.removeAll(ELSEWHERE.keySet());
        assertThat(Rules.ALL).extracting(WarningRule::code).containsExactlyInAnyOrderElementsOf(defined);
    }

    @TestFactory
    Stream<DynamicTest> silent_on_an_empty_picture() {
        return each(rule ->
                assertThat(rule.assess(Pictures.EMPTY, parameters(rule))).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> finds_something_under_its_code_and_each_time_the_same() {
        return each(rule -> {
            List<Warning> warnings = rule.assess(found(rule), parameters(rule));
            assertThat(warnings).isNotEmpty().allSatisfy(warning -> {
                assertThat(warning.code()).isEqualTo(rule.code());
                assertThat(warning.text()).endsWith(".");
            });
            assertThat(rule.assess(found(rule), parameters(rule))).isEqualTo(warnings);
        });
    }

    @TestFactory
    Stream<DynamicTest> its_evidence_is_in_the_picture() {
        return each(rule -> {
            Set<ResourceKey> known = Pictures.keys(found(rule));
            rule.assess(found(rule), parameters(rule))
                    .forEach(warning -> assertThat(known).containsAll(warning.evidence()));
        });
    }

    @TestFactory
    Stream<DynamicTest> the_same_finding_hours_later_keeps_its_window() {
        return each(rule -> {
            PatientPicture now = found(rule);
            PatientPicture later = Pictures.later(now, Duration.ofHours(12));
            assertThat(rule.assess(later, parameters(rule)))
                    .extracting(Warning::window)
                    .isEqualTo(rule.assess(now, parameters(rule)).stream()
                            .map(Warning::window)
                            .toList());
        });
    }

    @TestFactory
    Stream<DynamicTest> looks_at_nothing_later_than_the_picture() {
        return each(rule -> {
            PatientPicture now = found(rule);
            PatientPicture before = Pictures.EMPTY_BEFORE.at(now.asOf().minus(Duration.ofDays(400)));
            assertThat(rule.assess(now.at(before.asOf()), parameters(rule))).isEmpty();
            assertThat(rule.assess(Pictures.withLaterFacts(now).at(now.asOf()), parameters(rule)))
                    .isEqualTo(rule.assess(now, parameters(rule)));
        });
    }

    @Test
    void a_rule_that_is_off_finds_nothing() {
        WarningRule rule = Rules.ALL.get(0);
        RuleParameters on = parameters(rule);
        RuleParameters off = new RuleParameters(on.code(), on.version(), RuleParameters.Mode.OFF, on.values());
        assertThat(RuleEngine.assess(found(rule), rule, on)).isNotEmpty();
        assertThat(RuleEngine.assess(found(rule), rule, off)).isEmpty();
    }

    @Test
    void all_of_them_know_no_clock_no_record_and_no_spring() {
        var code = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        "health.throughline.program.warning.rule",
                        "health.throughline.program.warning.chart",
                        "health.throughline.program.warning.fact");
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "health.throughline.record..",
                        "health.throughline.search..",
                        "health.throughline.store..",
                        "com.fasterxml..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(code);
        assertThat(new HashSet<>(Rules.ALL)).hasSameSizeAs(Rules.ALL);
    }
}
