package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirOperation.Level;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.structure.StructureCheck;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.objenesis.ObjenesisStd;
import org.springframework.stereotype.Component;

/** Every operation that the server answers, and every definition in {@code fhir-profiles/operation-definitions}. */
class OperationContractTest {

    private static final String OPERATIONS = "health.throughline.api.operation";
    private static final String OWN = Canonicals.BASE + "/OperationDefinition/";
    private static final String FOLDER = "fhir-profiles/operation-definitions/";

    private static final Map<String, ObjectNode> DEFINITIONS = DefinitionFiles.in("operation-definitions");

    /** What an operation says of itself does not depend on what it works with, so it gets nothing to work with. */
    private static List<FhirOperation> operations() {
        ObjenesisStd maker = new ObjenesisStd(true);
        List<FhirOperation> operations = new ArrayList<>();
        for (Class<?> type : classes(new AssignableTypeFilter(FhirOperation.class))) {
            if (type.isAnnotationPresent(Component.class)) {
                operations.add((FhirOperation) maker.newInstance(type));
            }
        }
        for (Class<?> type : classes(new AnnotationTypeFilter(Configuration.class))) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Bean.class) && method.getReturnType() == FhirOperation.class) {
                    operations.add(made(method, maker.newInstance(type)));
                }
            }
        }
        return operations;
    }

    private static FhirOperation made(Method method, Object by) {
        try {
            method.setAccessible(true);
            return (FhirOperation) method.invoke(by, new Object[method.getParameterCount()]);
        } catch (ReflectiveOperationException e) {
            return fail("%s cannot be asked for its operation".formatted(method), e);
        }
    }

    private static List<Class<?>> classes(TypeFilter filter) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(filter);
        List<Class<?>> classes = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents(OPERATIONS)) {
            try {
                classes.add(Class.forName(found.getBeanClassName()));
            } catch (ClassNotFoundException e) {
                fail("A class that was found is not there", e);
            }
        }
        return classes;
    }

    @Test
    void operations_are_found() {
        assertThat(operations()).extracting(FhirOperation::name).contains("$reindex", "$meta-add", "$everything");
    }

    @TestFactory
    Stream<DynamicTest> each_operation_of_ours_is_as_its_definition_says() {
        return operations().stream()
                .filter(operation -> operation.definition().startsWith(OWN))
                .map(operation -> DynamicTest.dynamicTest(operation.definition(), () -> agrees(operation)));
    }

    private static void agrees(FhirOperation operation) {
        String id = operation.definition().substring(OWN.length());
        assertThat(DEFINITIONS)
                .as("%s has no definition: add %s%s.json", operation.name(), FOLDER, id)
                .containsKey(id);
        ObjectNode definition = Objects.requireNonNull(DEFINITIONS.get(id));
        assertThat(definition.path("status").asText())
                .as("%s%s.json: code answers it, so its status is active", FOLDER, id)
                .isEqualTo("active");
        assertThat("$" + definition.path("code").asText()).isEqualTo(operation.name());
        assertThat(levels(definition))
                .as("%s%s.json: system, type and instance say where it can be called", FOLDER, id)
                .isEqualTo(operation.levels());
        assertThat(types(definition))
                .as("%s%s.json: resource says which types it is for", FOLDER, id)
                .isEqualTo(operation.types());
        assertThat(definition.path("affectsState").asBoolean())
                .as("%s%s.json: affectsState says whether it changes anything", FOLDER, id)
                .isEqualTo(operation.affectsState());
    }

    private static Set<Level> levels(JsonNode definition) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        Map<String, Level> all = Map.of("system", Level.SYSTEM, "type", Level.TYPE, "instance", Level.INSTANCE);
        all.forEach((name, level) -> {
            if (definition.path(name).asBoolean()) {
                levels.add(level);
            }
        });
        return levels;
    }

    /** None stands for all, and so does Resource. */
    private static Set<String> types(JsonNode definition) {
        Set<String> types = new HashSet<>();
        definition.path("resource").forEach(type -> types.add(type.asText()));
        types.remove("Resource");
        return types;
    }

    @TestFactory
    Stream<DynamicTest> each_operation_of_HL7_has_a_definition_of_HL7_that_is_named_like_it() {
        return operations().stream()
                .filter(operation -> !operation.definition().startsWith(OWN))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.name(),
                        () -> assertThat(operation.definition())
                                .startsWith("http://hl7.org/fhir/")
                                .contains("/OperationDefinition/")
                                .endsWith(operation.name().substring(1))));
    }

    @TestFactory
    Stream<DynamicTest> each_definition_that_is_active_has_an_operation() {
        Map<String, FhirOperation> operations = new TreeMap<>();
        operations().forEach(operation -> operations.put(operation.definition(), operation));
        return DEFINITIONS.entrySet().stream()
                .filter(entry -> entry.getValue().path("status").asText().equals("active"))
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertThat(operations)
                                .as(
                                        "No code answers %s: add a class with this definition() in api.operation, "
                                                + "or make its status draft",
                                        entry.getKey())
                                .containsKey(OWN + entry.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> each_definition_is_complete_and_named_as_its_file() {
        return DEFINITIONS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    ObjectNode definition = entry.getValue();
                    StructureCheck.check(definition);
                    assertThat(definition.path("url").asText()).isEqualTo(OWN + entry.getKey());
                    assertThat(definition.path("id").asText()).isEqualTo(entry.getKey());
                    String type = definition.at("/resource/0").asText("");
                    String code = definition.path("code").asText();
                    assertThat(entry.getKey()).isIn(code, type + "-" + code);
                    assertThat(definition.path("title").asText()).isNotEmpty();
                    assertThat(definition.path("description").asText()).hasSizeGreaterThan(40);
                    assertThat(definition.path("parameter"))
                            .isNotEmpty()
                            .allSatisfy(OperationContractTest::isDescribed);
                }));
    }

    private static void isDescribed(JsonNode parameter) {
        assertThat(parameter.path("documentation").asText())
                .as("the parameter %s", parameter.path("name").asText())
                .isNotEmpty();
        parameter.path("part").forEach(OperationContractTest::isDescribed);
        assertThat(parameter.has("type") ^ parameter.has("part"))
                .as(
                        "the parameter %s has a type or parts",
                        parameter.path("name").asText())
                .isTrue();
    }
}
