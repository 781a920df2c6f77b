package health.throughline.program.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Role;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The record as operations work with it: they decide who may, then look up and write for one client, one at a time. */
@Component
public final class ClientRecord {

    private final HealthRecord record;
    private final Lookups lookups;
    private final ResourceTable resources;
    private final Keys keys;

    ClientRecord(HealthRecord record, Lookups lookups, ResourceTable resources, Keys keys) {
        this.record = record;
        this.lookups = lookups;
        this.resources = resources;
        this.keys = keys;
    }

    /**
     * That {@code patient} is in the caller's sight, that one of {@code roles} is theirs, and that their scopes let them do
     * {@code action} to {@code type}.
     *
     * @throws Refusal FORBIDDEN, or NOT_FOUND when the client is not in their sight
     */
    public void require(ResourceKey patient, Action action, String type, Access access, Role... roles) {
        access.requireRole(roles);
        record.reader().read(patient, access);
        access.requireScope(action, type, patient);
        requireOwn(access);
    }

    /** @throws Refusal FORBIDDEN when a system asks to which consents disclose */
    public static void requireOwn(Access access) {
        Caller caller = access.rights().caller();
        if (caller.roles().contains(Role.SYSTEM) && caller.client().resource() != null) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "This is for the programme's own people and systems.");
        }
    }

    /** What the caller may do with the data of {@code patient} once it is decided that they may. */
    public Access of(ResourceKey patient, Access access) {
        return access.onBehalf(keys.of(patient));
    }

    /** What decides, read as the server; the caller is not shown it. */
    public List<ObjectNode> all(String type, Parameter... parameters) {
        return lookups.all(type, parameters);
    }

    /** The same, of one resource. */
    public Optional<ObjectNode> find(ResourceKey key) {
        return lookups.read(key);
    }

    /** A resource as the caller sees it. */
    public ResourceVersion read(ResourceKey key, Access access) {
        return record.reader().read(key, access);
    }

    /** Whether the caller sees it. */
    public boolean sees(ResourceKey key, Access access) {
        return access.may(Action.READ, key.type())
                && record.reader()
                        .find(key, access)
                        .filter(version -> !version.deleted())
                        .isPresent();
    }

    /** Runs {@code work} in one transaction while nobody else works under one of {@code names}. */
    public <T> T alone(Set<String> names, Supplier<T> work) {
        Set<String> locks = names.stream().map(name -> "programme " + name).collect(Collectors.toSet());
        return record.atomically(() -> {
            resources.lockConditions(locks);
            return work.get();
        });
    }

    /** Stores all of them, and tells what each is now. */
    public List<ResourceVersion> write(List<Entry> entries, Access access) {
        List<ResourceVersion> versions = new ArrayList<>();
        record.write(entries, access).forEach(outcome -> versions.add(outcome.current()));
        return versions;
    }

    /** The same, of one. */
    public ResourceVersion write(Entry entry, Access access) {
        return write(List.of(entry), access).get(0);
    }

    /** A new resource, which others of the same write call {@code url}. */
    public static Entry create(ObjectNode resource, String url) {
        String type = resource.path("resourceType").asText();
        return new Entry(new Change.Create(new Change.Target(type, null, null), resource), url, "");
    }

    /** A new resource. */
    public static Entry create(ObjectNode resource) {
        return create(resource, url());
    }

    /** What a resource is called by others of the same write. */
    public static String url() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    /** A new version of what {@code resource} was read from. */
    public static Entry update(ObjectNode resource) {
        return new Entry(new Change.Update(Change.Target.of(key(resource)), resource, null), "", "");
    }

    /** Its address. */
    public static ResourceKey key(ObjectNode resource) {
        return new ResourceKey(
                resource.path("resourceType").asText(), resource.path("id").asText());
    }
}
