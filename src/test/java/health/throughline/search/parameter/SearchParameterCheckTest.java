package health.throughline.search.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.fhir.definition.SearchParameterDefinitions;
import health.throughline.store.SearchPathTable.Definition;
import health.throughline.store.SearchPathTable.Registered;
import health.throughline.testing.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/searchparameter.html: what can be asked for, and what is said of what cannot. */
class SearchParameterCheckTest {

    private static final List<SearchParameterDefinition> SHIPPED = SearchParameterDefinitions.load();

    private static SearchParameterDefinition definition(String base, String code, String type, String expression) {
        ObjectNode json = Json.json("{'resourceType':'SearchParameter','url':'urn:x','status':'active'}");
        json.put("code", code).put("type", type).put("expression", expression);
        json.putArray("base").add(base);
        return SearchParameterDefinitions.of(json);
    }

    private static List<Issue> issues(SearchParameterDefinition definition) {
        return SearchParameterCheck.issues(definition, SHIPPED, List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Patient; x; token; Patient.maritalStatus",
                "Patient; x; token; Patient.extension('https://site.example/level').value",
                "Patient; x; token; Patient.extension.where(url = 'https://site.example/level').value.code",
                "Patient; x; token; (Patient.extension('https://site.example/level').value as Coding)",
                "Patient; x; reference; Patient.contact.organization.where(resolve() is Organization)",
                "Observation; x; date; (Observation.value as dateTime) | Observation.value.as(Period)",
                "Observation; x; quantity; Observation.component.value.ofType(Quantity)",
                "Observation; x; number; Observation.component.count()",
                "Resource; x; uri; Resource.implicitRules",
                "DomainResource; x; token; DomainResource.modifierExtension.url"
            })
    void a_parameter_that_can_be_indexed_is_taken(String base, String code, String type, String expression) {
        assertThat(issues(definition(base, code, type, expression))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "Patient; x; token; Patient.martialStatus; expression; 'martialStatus' is no element",
                "Patient; x; token; Patient.name.given.lengt; expression; 'lengt' is no element",
                "Patient; x; token; Patient.deceased.as(Reference); expression; 'Reference' is no element or datatype",
                "Patient; x; token; Patient.where(; expression; not a FHIRPath expression",
                "Patient; x; token; Observation.code; expression; starts at a type of the base",
                "Patient; x; token; Patient.gender | Observation.code; expression; starts at a type of the base",
                "Patient; x; token; Patient.link.other.resolve().gender; expression; resolve() is only taken as",
                "Patient; x; date; Patient.gender; type; finds code in Patient, which the type date does not compare",
                "Patient; x; number; Patient.name; type; it compares Range, decimal, integer",
                "Patient; x; special; Patient.name; type; needs software",
                "Patient; x; composite; Patient; component; two or three components",
                "Person; 9x; token; Person.gender; code; letters, digits",
                "Person; _x; token; Person.gender; code; letters, digits",
                "Person; a.b; token; Person.gender; code; letters, digits",
                "Persona; x; token; Persona.gender; base[0]; no resource type",
                "Parameters; x; token; Parameters.parameter.name; base[0]; no resource type",
                "Patient; gender; token; Patient.maritalStatus; code; Patient has another search parameter",
                "Flag; status; token; Flag.code; code; Flag has another search parameter"
            })
    void one_that_cannot_is_told_what_is_wrong_and_where(
            String base, String code, String type, String expression, String element, String text) {
        List<Issue> issues = issues(definition(base, code, type, expression));
        assertThat(issues).isNotEmpty();
        assertThat(issues.get(0).expression()).isEqualTo("SearchParameter." + element);
        assertThat(issues.get(0).diagnostics()).contains(text);
    }

    @Test
    void an_empty_expression_is_missed() {
        assertThat(issues(definition("Patient", "x", "token", "")))
                .singleElement()
                .satisfies(issue -> assertThat(issue.expression()).isEqualTo("SearchParameter.expression"));
    }

    @Test
    void a_copy_of_what_R4_has_already_does_no_harm() {
        assertThat(issues(definition("Patient", "gender", "token", "Patient.gender")))
                .isEmpty();
    }

    @Test
    void a_composite_starts_with_a_code() {
        ObjectNode json = Json.json(
                "{'resourceType':'SearchParameter','url':'urn:x','code':'x','base':['Observation'],"
                        + "'type':'composite','expression':'Observation.component','component':["
                        + "{'definition':'urn:a','expression':'code'},{'definition':'urn:b','expression':'value.as(Quantity)'}]}");
        assertThat(issues(SearchParameterDefinitions.of(json))).isEmpty();
        ((ObjectNode) json.path("component").path(0)).put("expression", "value.as(Quantity)");
        assertThat(issues(SearchParameterDefinitions.of(json)).get(0).expression())
                .isEqualTo("SearchParameter.component[0].expression");
        ((ObjectNode) json.path("component").path(0)).put("expression", "kode");
        assertThat(issues(SearchParameterDefinitions.of(json)).get(0).expression())
                .isEqualTo("SearchParameter.component[0].expression");
    }

    @Test
    void the_sixty_fifth_path_of_a_type_has_no_place() {
        List<Registered> known = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            known.add(new Registered(i, new Definition("Flag", "token", "Flag.x" + i), i, true));
        }
        SearchParameterDefinition one = definition("Flag", "x", "token", "Flag.code");
        assertThat(SearchParameterCheck.issues(one, List.of(), known))
                .singleElement()
                .satisfies(issue -> assertThat(issue.diagnostics())
                        .contains("All 64 places for indexed elements of Flag are taken"));
        assertThat(SearchParameterCheck.issues(one, List.of(), known.subList(0, 63)))
                .isEmpty();
    }
}
