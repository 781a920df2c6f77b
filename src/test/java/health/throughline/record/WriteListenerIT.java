package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceTable;
import health.throughline.store.RowNumbers;
import health.throughline.store.sql.Transactions;
import health.throughline.validation.ResourceValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions can be refused before they are stored, and are told of when they are, and only then. */
class WriteListenerIT {

    private static final Access EVERYTHING = Access.everything("test");

    private static World world;
    private final List<String> heard = new ArrayList<>();
    private RecordWriter writer;

    @BeforeAll
    static void start() {
        world = new World(Map.of());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** Refuses flags that say so, and remembers what else comes by. */
    private final class Ears implements WriteListener {

        @Override
        public Set<String> types() {
            return Set.of("Flag");
        }

        @Override
        public void before(ResourceChange change, List<ResourceChange> earlier) {
            if (new String(change.version().body()).contains("refuse me")) {
                throw Refusal.invalid("value", "No.", "Flag.code");
            }
            heard.add("before " + name(change));
        }

        @Override
        public void committed(List<ResourceChange> changes) {
            changes.forEach(change -> heard.add("committed " + name(change)));
        }

        private String name(ResourceChange change) {
            return change.version().operation() + " " + change.version().key();
        }
    }

    @BeforeEach
    void listen() {
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
                        List.of(new Ears()),
                        List.of(),
                        List.of()));
    }

    private static RecordWriter.Entry put(String type, String id, String text) {
        ObjectNode resource = FhirJson.object().put("resourceType", type).put("id", id);
        resource.putObject("code").put("text", text);
        Change change = new Change.Update(Change.Target.of(new ResourceKey(type, id)), resource, null);
        return new RecordWriter.Entry(change, "", "Bundle.entry[0]");
    }

    private static RecordWriter.Entry delete(String type, String id) {
        Change change = new Change.Delete(Change.Target.of(new ResourceKey(type, id)), null, false);
        return new RecordWriter.Entry(change, "", "");
    }

    @Test
    void a_definition_is_heard_of_before_it_is_stored_and_after_the_commit() {
        writer.write(List.of(put("Flag", "a1", "x"), put("Observation", "a2", "x")), EVERYTHING);
        writer.write(List.of(delete("Flag", "a1")), EVERYTHING);
        assertThat(heard)
                .containsExactly(
                        "before CREATE Flag/a1",
                        "committed CREATE Flag/a1",
                        "before DELETE Flag/a1",
                        "committed DELETE Flag/a1");
    }

    @Test
    void a_refusal_stores_nothing_of_the_transaction_and_says_where_it_is() {
        assertThatThrownBy(
                        () -> writer.write(List.of(put("Flag", "b1", "x"), put("Flag", "b2", "refuse me")), EVERYTHING))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.issues().get(0).expression())
                                .isEqualTo("Bundle.entry[0].resource.code"));
        assertThat(heard).containsExactly("before CREATE Flag/b1");
        assertThat(world.stored("Flag/b1")).contains("not-found");
    }

    @Test
    void nothing_is_heard_after_a_rollback_and_all_of_it_after_the_outer_commit() {
        Transactions transactions = world.bean(Transactions.class);
        assertThatThrownBy(() -> transactions.write(() -> {
                    writer.write(List.of(put("Flag", "c1", "x")), EVERYTHING);
                    throw Refusal.invalid("undo");
                }))
                .isInstanceOf(Refusal.class);
        assertThat(heard).containsExactly("before CREATE Flag/c1");
        heard.clear();
        transactions.write(() -> {
            writer.write(List.of(put("Flag", "c2", "x")), EVERYTHING);
            heard.add("still inside");
            return heard;
        });
        assertThat(heard).containsExactly("before CREATE Flag/c2", "still inside", "committed CREATE Flag/c2");
    }
}
