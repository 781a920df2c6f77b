package health.throughline.api.capability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.type.SearchKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.junit.jupiter.api.Test;

/** Proves https://hl7.org/fhir/R4/capabilitystatement.html. */
class CapabilityStatementTest {

    private final Capabilities capabilities = Offered.with(
            Offered.parameter("Observation", "code", SearchKind.TOKEN, true),
            Offered.parameter("Observation", "subject", SearchKind.REFERENCE, true),
            Offered.parameter("Observation", "date", SearchKind.DATE, false),
            Offered.parameter("Location", "near", SearchKind.SPECIAL, true));

    private final ObjectNode statement = CapabilityStatement.of(capabilities, Offered.BASE);

    @Test
    void it_is_a_resource_that_both_readers_take() {
        StructureCheck.check(statement);
        var parsed = (org.hl7.fhir.r4.model.CapabilityStatement)
                Fhir.jsonParser().parseResource(new String(FhirJson.bytes(statement), StandardCharsets.UTF_8));
        assertThat(parsed.getFhirVersion().toCode()).isEqualTo("4.0.1");
        assertThat(parsed.getImplementation().getUrl()).isEqualTo(Offered.BASE);
        assertThat(parsed.getSoftware().getVersion()).isEqualTo("1.2.3");
        assertThat(parsed.getRestFirstRep().getResource()).hasSameSizeAs(Fhir.resourceTypes());
        assertThat(parsed.getRestFirstRep().getResourceFirstRep().getInteraction())
                .extracting(interaction -> interaction.getCode())
                .containsExactly(
                        TypeRestfulInteraction.READ,
                        TypeRestfulInteraction.VREAD,
                        TypeRestfulInteraction.UPDATE,
                        TypeRestfulInteraction.PATCH,
                        TypeRestfulInteraction.DELETE,
                        TypeRestfulInteraction.HISTORYINSTANCE,
                        TypeRestfulInteraction.HISTORYTYPE,
                        TypeRestfulInteraction.CREATE,
                        TypeRestfulInteraction.SEARCHTYPE);
    }

    @Test
    void only_parameters_that_a_search_takes_now_are_listed() {
        assertThat(texts(resource("Observation").path("searchParam"), "name"))
                .containsExactly("_id", "_lastUpdated", "code", "subject", "_filter");
        assertThat(texts(resource("Location").path("searchParam"), "name"))
                .containsExactly("_id", "_lastUpdated", "near", "_filter");
    }

    @Test
    void references_are_listed_as_includes_of_their_type_and_reverse_includes_of_their_targets() {
        assertThat(resource("Observation").path("searchInclude").toString())
                .isEqualTo("[\"*\",\"Observation:subject\"]");
        assertThat(resource("Patient").path("searchRevInclude").toString()).isEqualTo("[\"Observation:subject\"]");
        assertThat(resource("Location").has("searchRevInclude")).isFalse();
    }

    @Test
    void operations_stand_where_they_can_be_called() {
        assertThat(texts(resource("Patient").path("operation"), "name")).containsExactly("count", "everything", "new");
        assertThat(texts(resource("Location").path("operation"), "name")).containsExactly("count");
        assertThat(texts(statement.at("/rest/0/operation"), "name")).containsExactly("count");
        assertThat(texts(statement.at("/rest/0/interaction"), "code"))
                .containsExactly("transaction", "batch", "search-system", "history-system");
    }

    @Test
    void named_queries_stand_among_the_operations_of_their_type_with_what_they_take() {
        assertThat(texts(resource("Patient").path("searchParam"), "name")).contains("_query");
        JsonNode query = resource("Patient").at("/operation/2");
        assertThat(query.path("definition").asText()).isEqualTo("http://example.org/OperationDefinition/Patient-new");
        assertThat(query.path("documentation").asText())
                .isEqualTo("Those who came lately. Parameters: since: The first day.");
    }

    @Test
    void a_description_of_several_types_is_cut_to_the_one_meant() {
        String text = "Multiple Resources: \r\n\r\n* [Condition](condition.html): Code for the condition\r\n"
                + "* [Observation](observation.html): The code of the observation type\r\n";
        assertThat(SearchText.of(described(text))).isEqualTo("The code of the observation type");
        assertThat(SearchText.of(described("Plain\n text"))).isEqualTo("Plain text");
    }

    @Test
    void it_is_written_once_for_the_same_parameters() {
        CachedDocument document = new CachedDocument(capabilities, CapabilityStatement::of);
        assertThat(document.json(Offered.BASE)).isSameAs(document.json(Offered.BASE));
    }

    private static SearchParameter described(String text) {
        SearchParameter plain = Offered.parameter("Observation", "code", SearchKind.TOKEN, true);
        return new SearchParameter(
                plain.type(),
                plain.code(),
                plain.kind(),
                plain.url(),
                text,
                plain.paths(),
                plain.targets(),
                plain.narrowed());
    }

    private JsonNode resource(String type) {
        for (JsonNode resource : statement.at("/rest/0/resource")) {
            if (resource.path("type").asText().equals(type)) {
                return resource;
            }
        }
        throw new AssertionError(type);
    }

    private static List<String> texts(JsonNode array, String name) {
        return array.findValuesAsText(name);
    }
}
