package health.throughline.search.reference;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** From a resource to those that it refers to. */
final class Joins {

    private final Definitions definitions;
    private final Stored stored;
    private final Paths paths;

    Joins(Definitions definitions, Stored stored, Paths paths) {
        this.definitions = definitions;
        this.stored = stored;
        this.paths = paths;
    }

    List<Resource> targets(Resource resource, String code) {
        return definitions
                .find(resource.fhirType(), code)
                .map(parameter -> targets(resource, parameter))
                .orElse(List.of());
    }

    /** Stored resources, and contained ones: "chained conditions are evaluated inside contained resources". */
    List<Resource> targets(Resource resource, SearchParameter parameter) {
        List<Resource> targets = new ArrayList<>();
        for (Base value : paths.values(resource, parameter)) {
            if (value instanceof Resource inner) {
                stored.find(Stored.key(inner)).ifPresent(targets::add);
            } else if (value instanceof Reference reference) {
                String text = reference.getReference();
                if (text != null && text.startsWith("#")) {
                    Resource contained = Paths.contained(resource, text.substring(1));
                    targets.addAll(contained == null ? List.of() : List.of(contained));
                } else {
                    stored.find(text).ifPresent(targets::add);
                }
            }
        }
        return targets;
    }
}
