package health.throughline.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;

/** The one R4 context of HAPI, and the resource types it knows. */
public final class Fhir {

    private static final String MODEL = "/org/hl7/fhir/r4/hapi/model/fhirversion.properties";
    private static final String RESOURCE = "resource.";
    private static final Set<String> TYPES = types();

    private Fhir() {}

    /** Made when first needed: it reads every model class. */
    private static final class Context {
        static final FhirContext R4 = newContext();
    }

    public static FhirContext context() {
        return Context.R4;
    }

    private static FhirContext newContext() {
        FhirContext context = FhirContext.forR4();
        var options = context.getParserOptions();
        options.setAutoContainReferenceTargetsWithNoId(false);
        options.setStripVersionsFromReferences(false);
        options.setOverrideResourceIdWithBundleEntryFullUrl(false);
        return context;
    }

    /** From the model's own list, so that asking for a name does not read the model. */
    private static Set<String> types() {
        Properties model = new Properties();
        try (InputStream in = Fhir.class.getResourceAsStream(MODEL)) {
            model.load(Objects.requireNonNull(in, MODEL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> types = new TreeSet<>();
        for (String key : model.stringPropertyNames()) {
            if (key.startsWith(RESOURCE)) {
                types.add(key.substring(RESOURCE.length()));
            }
        }
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
        return context().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
    }

    public static IParser xmlParser() {
        return context().newXmlParser().setParserErrorHandler(new StrictErrorHandler());
    }

    public static Resource parse(byte[] json) {
        return (Resource) context().newJsonParser().parseResource(new ByteArrayInputStream(json));
    }
}
