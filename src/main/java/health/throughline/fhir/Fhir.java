package health.throughline.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;

/** The one R4 context of HAPI, and the resource types it knows. */
public final class Fhir {

    private static final FhirContext CONTEXT = newContext();
    private static final Set<String> TYPES = types();

    private Fhir() {}

    public static FhirContext context() {
        return CONTEXT;
    }

    private static FhirContext newContext() {
        FhirContext context = FhirContext.forR4();
        var options = context.getParserOptions();
        options.setAutoContainReferenceTargetsWithNoId(false);
        options.setStripVersionsFromReferences(false);
        options.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return context;
    }

    private static Set<String> types() {
        Set<String> types = new TreeSet<>(CONTEXT.getResourceTypes());
        types.removeAll(List.of("Parameters", "Resource", "DomainResource"));
        return Collections.unmodifiableSet(types);
    }

    /** Every R4 resource type that can be stored, in alphabetical order. */
    public static Set<String> resourceTypes() {
        return TYPES;
    }

    public static boolean isResourceType(String text) {
        return TYPES.contains(text);
    }

    /** A parser that refuses what it does not understand. */
    public static IParser jsonParser() {
        return CONTEXT.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    public static IParser xmlParser() {
        return CONTEXT.newXmlParser().setParserErrorHandler(new StrictErrorHandler());
    }

    public static Resource parse(byte[] json) {
        return (Resource) CONTEXT.newJsonParser().parseResource(new ByteArrayInputStream(json));
    }
}
