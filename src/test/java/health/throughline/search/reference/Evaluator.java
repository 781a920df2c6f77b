package health.throughline.search.reference;

import health.throughline.fhir.Fhir;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** Answers a search by trying every resource on every condition. */
public final class Evaluator {

    /** Say how to answer, not what to find. */
    private static final Set<String> RESULT = Set.of(
            "_sort",
            "_count",
            "_include",
            "_revinclude",
            "_include:iterate",
            "_revinclude:iterate",
            "_total",
            "_type",
            "_summary",
            "_contained");

    private final Definitions definitions;
    private final Stored stored;
    private final Paths paths;
    private final Values values;
    private final Joins joins;
    private final Specials specials;
    private final Map<Resource, List<Joined>> ways = new IdentityHashMap<>();

    public Evaluator(Definitions definitions, Stored stored, Paths paths) {
        this.definitions = definitions;
        this.stored = stored;
        this.paths = paths;
        this.values = new Values(definitions, paths, stored);
        this.joins = new Joins(definitions, stored, paths);
        this.specials = new Specials(definitions, stored, paths, values);
    }

    /** The resources that match, in no order. */
    public List<Resource> matches(Ask ask) {
        return candidates(ask).filter(resource -> holds(resource, ask)).toList();
    }

    /** Of a search with {@code _include} or {@code _revinclude}, what comes beside these matches. */
    public Set<String> included(Ask ask, Collection<Resource> matches) {
        return new Includes(definitions, stored, paths).of(ask, matches);
    }

    public Ordering ordering(Ask ask) {
        return new Ordering(definitions, stored, paths, ask);
    }

    private Stream<Resource> candidates(Ask ask) {
        List<String> types = ask.values("_type").stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .toList();
        return stored.byKey().values().stream()
                .filter(resource -> ask.type().isEmpty()
                        || ask.type().equals("*")
                        || ask.type().equals(resource.fhirType())
                        || !ask.values("_contained").isEmpty())
                .filter(resource -> types.isEmpty() || types.contains(resource.fhirType()))
                .filter(resource -> ask.compartment().isEmpty() || inCompartment(resource, ask.compartment()));
    }

    private boolean inCompartment(Resource resource, String compartment) {
        if (Stored.key(resource).equals(compartment)) {
            return true;
        }
        String type = compartment.substring(0, compartment.indexOf('/'));
        return definitions.members(type, resource.fhirType()).stream()
                .filter(code -> !code.equals("{def}"))
                .anyMatch(code -> values.any(resource, code, "", compartment));
    }

    private boolean holds(Resource resource, Ask ask) {
        String contained = String.join("", ask.values("_contained"));
        boolean itself =
                ask.type().isEmpty() || ask.type().equals("*") || ask.type().equals(resource.fhirType());
        boolean outer = !contained.equals("true") && itself && all(resource, ask);
        boolean inner = Set.of("true", "both").contains(contained)
                && resource instanceof DomainResource domain
                && domain.getContained().stream().anyMatch(one -> one.fhirType().equals(ask.type()) && all(one, ask));
        return outer || inner;
    }

    private boolean all(Resource resource, Ask ask) {
        return ask.parameters().stream()
                .filter(parameter -> !RESULT.contains(parameter.name()))
                .allMatch(parameter -> holds(resource, parameter.name(), parameter.value()));
    }

    /** One parameter: a chain, a reverse chain, or a value of the resource itself. */
    boolean holds(Resource resource, String name, String value) {
        if (name.startsWith("_has:")) {
            return has(resource, name.split(":", 4), value);
        }
        int dot = name.indexOf('.');
        if (dot > 0) {
            return chain(resource, name.substring(0, dot), name.substring(dot + 1), value);
        }
        Optional<Boolean> special = specials.holds(resource, name, value);
        return special.orElseGet(() -> values.holds(resource, name, value));
    }

    /** {@code subject:Patient.name}: one that it refers to satisfies the rest. */
    private boolean chain(Resource resource, String head, String rest, String value) {
        String[] parts = head.split(":");
        Optional<SearchParameter> reference = definitions.find(resource.fhirType(), parts[0]);
        return reference.isPresent()
                && joins.targets(resource, reference.get()).stream()
                        .filter(target -> parts.length == 1 || parts[1].equals(target.fhirType()))
                        .filter(target -> knows(target, rest))
                        .anyMatch(target -> holds(target, rest, value));
    }

    /** A reference to several types is followed to those that have the parameter. */
    private boolean knows(Resource target, String rest) {
        String code = rest.split("[.:]")[0];
        return rest.startsWith("_has:")
                || definitions.find(target.fhirType(), code).isPresent();
    }

    /** {@code _has:Observation:subject:code}: one that refers here satisfies the rest. */
    private boolean has(Resource resource, String[] parts, String value) {
        if (!Fhir.isResourceType(parts[1])) {
            throw new IllegalArgumentException(parts[1]);
        }
        SearchParameter reference = definitions.get(parts[1], parts[2]);
        return stored.of(parts[1]).stream()
                .filter(source -> joins.targets(source, reference).contains(resource))
                .anyMatch(source -> holds(source, parts[3], value));
    }

    /** What a parameter finds in a resource: for making searches out of values. */
    public List<Base> values(Resource resource, SearchParameter parameter) {
        return new ArrayList<>(paths.values(resource, parameter));
    }

    /** What a resource refers to or is referred to by, with the beginning of a chain or of {@code _has} that leads there. */
    public record Joined(String prefix, Resource other) {}

    /** Every way from a resource to another. */
    public synchronized List<Joined> joins(Resource resource) {
        if (ways.isEmpty()) {
            stored.byKey().values().forEach(this::addWays);
        }
        return ways.getOrDefault(resource, List.of());
    }

    private void addWays(Resource source) {
        for (SearchParameter parameter : references(source)) {
            for (Resource target : joins.targets(source, parameter)) {
                if (stored.byKey().get(Stored.key(target)) == target) {
                    way(source, parameter.getCode() + ":" + target.fhirType() + ".", target);
                    way(target, "_has:" + source.fhirType() + ":" + parameter.getCode() + ":", source);
                }
            }
        }
    }

    private void way(Resource from, String prefix, Resource to) {
        ways.computeIfAbsent(from, key -> new ArrayList<>()).add(new Joined(prefix, to));
    }

    private List<SearchParameter> references(Resource resource) {
        return definitions.of(resource.fhirType()).stream()
                .filter(parameter -> parameter.getType() == SearchParamType.REFERENCE)
                .toList();
    }
}
