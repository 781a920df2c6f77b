package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceTable;
import health.throughline.store.RowNumbers;
import health.throughline.store.sql.Transactions;
import health.throughline.validation.ResourceValidator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What follows from a resource is stored with it or not at all, and what follows from that as well. */
class DerivationIT {

    private static final Access EVERYTHING = Access.everything("test");

    private static World world;
    private static RecordWriter writer;

    /** From a response an observation, from an observation a flag; one whose code says so cannot be derived from. */
    private static final class Chain implements Derivation {

        @Override
        public Set<String> types() {
            return Set.of("QuestionnaireResponse", "Observation");
        }

        @Override
        public Derived derive(Accepted accepted) {
            boolean response = accepted.key().type().equals("QuestionnaireResponse");
            ResourceKey key = new ResourceKey(
                    response ? "Observation" : "Flag", accepted.key().id() + "-x");
            ObjectNode resource = accepted.resource();
            if (resource == null) {
                return new Derived(List.of(new Change.Delete(Change.Target.of(key), null, false)), List.of());
            }
            String text = resource.path("code")
                    .path("text")
                    .asText(resource.path("questionnaire").asText());
            if (text.equals("impossible")) {
                throw Refusal.invalid("value", "No.", "QuestionnaireResponse.questionnaire");
            }
            String before = accepted.previous().isPresent() ? "again " : "";
            return new Derived(
                    List.of(new Change.Update(Change.Target.of(key), coded(key, before + text), null)),
                    List.of(Issue.warning("informational", "Derived")));
        }
    }

    private static ObjectNode coded(ResourceKey key, String text) {
        ObjectNode resource = FhirJson.object().put("resourceType", key.type()).put("id", key.id());
        resource.putObject("code").put("text", text);
        return resource;
    }

    @BeforeAll
    static void start() {
        world = new World(Map.of());
        writer = new RecordWriter(
                world.bean(Transactions.class),
                world.bean(ResourceTable.class),
                world.bean(RowNumbers.class),
                world.bean(ResourceIndexer.class),
                world.bean(RecordSearch.class),
                world.bean(Vocabulary.class),
                new WriteHooks(
                        world.bean(ResourceValidator.class),
                        world.bean(ReferenceIntegrity.class),
                        world.bean(health.throughline.fhir.privacy.SensitivityLabels.class),
                        world.bean(WriteHooks.class).binaries(),
                        List.of(),
                        List.of(new Chain()),
                        List.of()));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static RecordWriter.Entry response(String id, String questionnaire) {
        ObjectNode resource = FhirJson.object()
                .put("resourceType", "QuestionnaireResponse")
                .put("id", id)
                .put("questionnaire", questionnaire);
        Change change =
                new Change.Update(Change.Target.of(new ResourceKey("QuestionnaireResponse", id)), resource, null);
        return new RecordWriter.Entry(change, "", "Bundle.entry[0]");
    }

    @Test
    void what_follows_and_what_follows_from_that_is_stored_and_the_caller_is_told() {
        List<Outcome> outcomes = writer.write(List.of(response("a", "first")), EVERYTHING);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).issues()).extracting(Issue::diagnostics).contains("Derived");
        assertThat(world.stored("Observation/a-x")).contains("first");
        assertThat(world.stored("Flag/a-x-x")).contains("first");
    }

    @Test
    void a_change_and_a_deletion_reach_what_was_derived_before() {
        writer.write(List.of(response("b", "first")), EVERYTHING);
        writer.write(List.of(response("b", "second")), EVERYTHING);
        assertThat(world.stored("Observation/b-x")).contains("again second").contains("\"versionId\":\"2\"");
        Change end = new Change.Delete(Change.Target.of(new ResourceKey("QuestionnaireResponse", "b")), null, false);
        writer.write(List.of(new RecordWriter.Entry(end, "", "")), EVERYTHING);
        assertThat(world.stored("Flag/b-x-x")).contains("deleted");
    }

    @Test
    void what_cannot_be_derived_from_is_not_stored_either() {
        assertThatThrownBy(() -> writer.write(List.of(response("c", "impossible")), EVERYTHING))
                .isInstanceOf(Refusal.class);
        assertThat(world.stored("QuestionnaireResponse/c")).contains("not-found");
    }

    @Test
    void a_plain_create_derives_within_one_transaction() {
        ObjectNode resource =
                FhirJson.object().put("resourceType", "QuestionnaireResponse").put("questionnaire", "impossible");
        Change change = new Change.Create(new Change.Target("QuestionnaireResponse", null, null), resource);
        assertThatThrownBy(() -> writer.write(List.of(new RecordWriter.Entry(change, "", "")), EVERYTHING))
                .isInstanceOf(Refusal.class);
        resource.put("questionnaire", "created");
        Outcome outcome = writer.write(List.of(new RecordWriter.Entry(change, "", "")), EVERYTHING)
                .get(0);
        String id = outcome.current().key().id();
        assertThat(world.stored("Observation/" + id + "-x")).contains("created");
    }
}
