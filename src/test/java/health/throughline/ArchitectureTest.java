package health.throughline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The order of the layers, and who may speak to what. */
class ArchitectureTest {

    private static final String ROOT = "health.throughline";

    private static final List<String> LAYERS = List.of(
            "server",
            "auth",
            "api",
            "connector",
            "delivery",
            "program",
            "record",
            "validation",
            "search",
            "event",
            "store",
            "fhir");

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> imports_point_downward() {
        return IntStream.range(1, LAYERS.size())
                .mapToObj(layer -> dynamicTest(
                        LAYERS.get(layer),
                        () -> noClasses()
                                .that()
                                .resideInAPackage(ROOT + "." + LAYERS.get(layer) + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(above(layer))
                                .allowEmptyShould(true)
                                .check(CODE)));
    }

    private static String[] above(int layer) {
        return LAYERS.subList(0, layer).stream()
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
    }

    @Test
    void no_package_is_in_a_cycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void only_the_store_speaks_to_the_database() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.hibernate..", "jakarta.persistence..", "org.springframework.jdbc..", "org.postgresql..")
                .check(CODE);
    }

    @Test
    void plain_java_stays_plain() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".fhir..", ROOT + ".search.type..", ROOT + ".search.value..", ROOT + ".program..rule..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(CODE);
    }

    @Test
    void http_is_known_above_the_record_only() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".record..", ROOT + ".search..", ROOT + ".store..", ROOT + ".fhir..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "ca.uhn.fhir.rest.server..")
                .check(CODE);
    }

    @Test
    void dependencies_are_given_to_constructors() {
        fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .check(CODE);
    }

    @Test
    void entities_stay_in_the_store() {
        classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(CODE);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(
                        ".*(Util|Utils|Helper|Manager|Impl)|.*\\.Base[A-Z].*|.*\\.I[A-Z][a-z].*[A-Z].*Interface")
                .check(CODE);
    }
}
