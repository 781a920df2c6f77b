package health.throughline.search.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** https://hl7.org/fhir/R4/search.html#include: one step from the matches, and with :iterate from what was included. */
final class Includes {

    private final Definitions definitions;
    private final Stored stored;
    private final Joins joins;

    Includes(Definitions definitions, Stored stored, Paths paths) {
        this.definitions = definitions;
        this.stored = stored;
        this.joins = new Joins(definitions, stored, paths);
    }

    Set<String> of(Ask ask, Collection<Resource> matches) {
        Set<Resource> found = new LinkedHashSet<>(step(ask, matches, false));
        Set<Resource> fresh = new LinkedHashSet<>(matches);
        fresh.addAll(found);
        while (!fresh.isEmpty()) {
            Set<Resource> next = new LinkedHashSet<>(step(ask, fresh, true));
            next.removeAll(found);
            next.removeAll(matches);
            found.addAll(next);
            fresh = next;
        }
        found.removeAll(matches);
        Set<String> keys = new TreeSet<>();
        found.forEach(resource -> keys.add(Stored.key(resource)));
        return keys;
    }

    private List<Resource> step(Ask ask, Collection<Resource> from, boolean iterate) {
        String suffix = iterate ? ":iterate" : "";
        List<Resource> found = new ArrayList<>();
        for (String include : ask.values("_include" + suffix)) {
            from.forEach(resource -> found.addAll(referred(resource, include.split(":"))));
        }
        for (String include : ask.values("_revinclude" + suffix)) {
            found.addAll(referring(from, include.split(":")));
        }
        return found;
    }

    /** {@code Type:parameter:Target}, {@code Type:*} or {@code *}, from one resource. */
    private List<Resource> referred(Resource resource, String[] include) {
        boolean every = include[0].equals("*");
        if (!every && !include[0].equals(resource.fhirType())) {
            return List.of();
        }
        String code = include.length > 1 ? include[1] : "*";
        return references(resource, code).stream()
                .flatMap(parameter -> joins.targets(resource, parameter).stream())
                .filter(target -> stored.byKey().containsValue(target))
                .filter(target -> include.length < 3 || include[2].equals(target.fhirType()))
                .toList();
    }

    private List<SearchParameter> references(Resource resource, String code) {
        return code.equals("*")
                ? definitions.of(resource.fhirType()).stream()
                        .filter(parameter -> parameter.getType() == SearchParamType.REFERENCE)
                        .toList()
                : List.of(definitions.get(resource.fhirType(), code));
    }

    private List<Resource> referring(Collection<Resource> to, String[] include) {
        return stored.byKey().values().stream()
                .filter(source -> referred(source, include).stream().anyMatch(to::contains))
                .toList();
    }
}
