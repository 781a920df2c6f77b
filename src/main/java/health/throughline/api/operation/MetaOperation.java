package health.throughline.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * $meta, $meta-add and $meta-delete: reading and changing profiles, tags and labels. A change makes a new version, so
 * that history shows it.
 *
 * @see <a href="https://hl7.org/fhir/R4/resource-operation-meta-add.html">R4 $meta-add</a>
 */
final class MetaOperation implements FhirOperation {

    private static final List<String> LISTS = List.of("profile", "security", "tag");

    private final HealthRecord record;
    private final String name;
    private final BiConsumer<ArrayNode, JsonNode> change;
    private final boolean affectsState;

    private MetaOperation(
            HealthRecord record, String name, boolean affectsState, BiConsumer<ArrayNode, JsonNode> change) {
        this.record = record;
        this.name = name;
        this.affectsState = affectsState;
        this.change = change;
    }

    static MetaOperation read(HealthRecord record) {
        return new MetaOperation(record, "$meta", false, (list, value) -> {});
    }

    static MetaOperation add(HealthRecord record) {
        return new MetaOperation(record, "$meta-add", true, (list, value) -> {
            if (indexOf(list, value) < 0) {
                list.add(value);
            }
        });
    }

    static MetaOperation delete(HealthRecord record) {
        return new MetaOperation(record, "$meta-delete", true, (list, value) -> {
            int at = indexOf(list, value);
            if (at >= 0) {
                list.remove(at);
            }
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Level> levels() {
        return Set.of(Level.INSTANCE);
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public boolean affectsState() {
        return affectsState;
    }

    @Override
    public String definition() {
        return "http://hl7.org/fhir/OperationDefinition/Resource-" + name.substring(1);
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        ResourceVersion version =
                affectsState ? change(request, route) : record.reader().read(route.key(), request.access());
        ObjectNode parameters = FhirJson.object().put("resourceType", "Parameters");
        ObjectNode answer = parameters.putArray("parameter").addObject().put("name", "return");
        answer.set("valueMeta", version.tree().path("meta"));
        return FhirResponse.of(200, FhirJson.bytes(parameters));
    }

    private ResourceVersion change(FhirRequest request, Route route) {
        ObjectNode parameters = OperationParameters.body(request);
        StructureCheck.check(parameters);
        ObjectNode meta = OperationParameters.value(parameters, "meta", "valueMeta");
        Change patch = new Change.Patch(Change.Target.of(route.key()), resource -> apply(resource, meta), null);
        return record.write(patch, request.access()).current();
    }

    private ObjectNode apply(ObjectNode resource, ObjectNode given) {
        ObjectNode meta = resource.withObject("/meta");
        for (String list : LISTS) {
            if (given.has(list)) {
                ArrayNode values = meta.withArray("/" + list);
                given.path(list).forEach(value -> change.accept(values, value));
                if (values.isEmpty()) {
                    meta.remove(list);
                }
            }
        }
        return resource;
    }

    /** Profiles are equal as text, codings by system and code. */
    private static int indexOf(ArrayNode list, JsonNode value) {
        for (int i = 0; i < list.size(); i++) {
            JsonNode one = list.get(i);
            boolean same = value.isTextual()
                    ? value.equals(one)
                    : value.path("system").equals(one.path("system"))
                            && value.path("code").equals(one.path("code"));
            if (same) {
                return i;
            }
        }
        return -1;
    }
}
