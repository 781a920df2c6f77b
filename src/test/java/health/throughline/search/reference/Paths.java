package health.throughline.search.reference;

import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import health.throughline.fhir.Fhir;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;
import org.jspecify.annotations.Nullable;

/** The values that the published expressions of search parameters yield, by HAPI's FHIRPath engine. */
public final class Paths {

    private static final Pattern RESOLVES = Pattern.compile("\\.where\\(resolve\\(\\) is \\w+\\)");

    private final IFhirPath engine = Fhir.context().newFhirPath();
    private final Map<String, IFhirPath.IParsedExpression> parsed = new HashMap<>();
    private final Map<Resource, Map<SearchParameter, List<Base>>> known = new IdentityHashMap<>();

    public Paths() {
        engine.setEvaluationContext(new IFhirPathEvaluationContext() {});
    }

    /**
     * Expressions only ask what type a reference has. Its address tells, or the contained resource, or its own type
     * element; where nothing tells, as with an identifier alone, it may be any.
     */
    private static boolean mayBe(Resource root, Base value, String type) {
        if (!(value instanceof Reference reference)) {
            return true;
        }
        String text = Objects.toString(reference.getReference(), "");
        if (text.startsWith("#")) {
            Resource inner = contained(root, text.substring(1));
            return inner != null && inner.fhirType().equals(type);
        }
        String known = new IdType(text).getResourceType();
        String named = known == null ? reference.getType() : known;
        return named == null || named.equals(type);
    }

    static @Nullable Resource contained(Resource root, String id) {
        return root instanceof DomainResource domain
                ? domain.getContained().stream()
                        .filter(inner ->
                                id.equals(inner.getIdElement().getIdPart().replace("#", "")))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** What {@code parameter} finds in {@code resource}. */
    public synchronized List<Base> values(Resource resource, SearchParameter parameter) {
        return known.computeIfAbsent(resource, key -> new HashMap<>()).computeIfAbsent(parameter, key -> {
            List<Base> values = new ArrayList<>();
            alternatives(resource.fhirType(), parameter.getExpression())
                    .forEach(path -> values.addAll(evaluate(resource, resource, path)));
            return values;
        });
    }

    /** What a composite's component finds, from one element that the composite's own expression yields. */
    synchronized List<Base> component(Resource resource, Base focus, String expression) {
        List<Base> values = new ArrayList<>();
        for (String path : expression.replace("as(DateTime)", "as(dateTime)").split("\\|")) {
            boolean whole = path.contains("%resource.");
            String step = path.strip().replace("%resource.", resource.fhirType() + ".");
            values.addAll(evaluate(resource, whole ? resource : focus, step));
        }
        return values;
    }

    private List<Base> evaluate(Resource resource, Base focus, String path) {
        Matcher typed = RESOLVES.matcher(path);
        boolean anyType = !typed.find();
        String bare = typed.replaceAll("");
        return engine.evaluate(focus, parsed.computeIfAbsent(bare, this::parse), IBase.class).stream()
                .map(Base.class::cast)
                .filter(value -> anyType || mayBe(resource, value, type(path)))
                .toList();
    }

    private static String type(String path) {
        return path.replaceAll(".*resolve\\(\\) is (\\w+).*", "$1");
    }

    private IFhirPath.IParsedExpression parse(String path) {
        try {
            return engine.parse(path);
        } catch (Exception e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static List<String> alternatives(String type, @Nullable String expression) {
        Pattern start = Pattern.compile("\\(?\\s*" + type + "\\b.*");
        return expression == null
                ? List.of()
                : Stream.of(expression.split("\\|"))
                        .map(path -> path.strip().replaceAll("\\b(Domain)?Resource\\b", type))
                        .filter(path -> start.matcher(path).matches())
                        .toList();
    }
}
