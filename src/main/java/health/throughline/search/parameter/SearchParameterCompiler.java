package health.throughline.search.parameter;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.fhir.path.ElementPath;
import health.throughline.fhir.path.LazyPath;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import health.throughline.store.SearchPathTable;
import health.throughline.store.SearchPathTable.Definition;
import health.throughline.store.SearchPathTable.Registered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles SearchParameter definitions for every type they apply to, and registers the element paths they index. */
public final class SearchParameterCompiler {

    /** The code of the parameter that pairs a patient with a code. */
    public static final String PATIENT_WITH_CODE = "-patient-code";

    /** The code of the parameter that finds the members of a list. */
    public static final String LIST_MEMBER = "-member";

    private static final Pattern RESOLVES = Pattern.compile("\\.where\\(\\s*resolve\\(\\)\\s+is\\s+(\\w+)\\s*\\)");
    private static final String HL7 = "http://hl7.org/fhir/";
    private static final String COMPONENT = " $ ";
    private static final Set<String> BUILT_IN = Set.of("_id", "_lastUpdated", "_text", "_content", "_query");

    /**
     * Not a parameter of its own: {@code patient=p&code=c} is answered by it, so that it costs what the page holds and
     * not what the patient's chart does.
     */
    private static final SearchParameterDefinition PATIENT_CODE = new SearchParameterDefinition(
            "",
            PATIENT_WITH_CODE,
            List.of("Observation"),
            "composite",
            "Observation",
            Set.of(),
            List.of(
                    new SearchParameterDefinition.Component("", "code"),
                    new SearchParameterDefinition.Component("", "subject")),
            "");

    /** Not a parameter of its own: {@code _list} is answered by it, without the entries that were removed. */
    private static final SearchParameterDefinition MEMBER = new SearchParameterDefinition(
            "",
            LIST_MEMBER,
            List.of("List"),
            "reference",
            "List.entry.where(deleted.empty() or deleted != true).item",
            Set.of(),
            List.of(),
            "");

    private static final Set<String> WITHOUT_NARRATIVE = Set.of("Bundle", "Binary");

    private final List<SearchParameterDefinition> shipped;
    private final Set<String> fullTextTypes;

    /**
     * @param shipped those of R4 and of {@code fhir-profiles}
     * @param fullTextTypes the types that {@code _content} is indexed for
     */
    public SearchParameterCompiler(List<SearchParameterDefinition> shipped, Set<String> fullTextTypes) {
        this.shipped = shipped;
        this.fullTextTypes = fullTextTypes;
    }

    /** One parameter on one type, before its paths have numbers. */
    private record Draft(
            String type,
            SearchParameterDefinition definition,
            List<Definition> paths,
            Set<String> targets,
            boolean narrowed) {}

    /**
     * @param stored those of the record; where one has the code of another on a type, the other holds there
     * @param serving whether somebody may be writing already
     * @throws IllegalStateException naming the shipped parameter whose expression does not compile
     */
    public SearchParameters compile(List<SearchParameterDefinition> stored, SearchPathTable table, boolean serving) {
        List<Draft> drafts = drafts(stored);
        Map<Definition, Registered> known = table.known();
        if (!serving) {
            requireIndexable(known);
        }
        Set<Definition> wanted = new LinkedHashSet<>();
        drafts.forEach(draft -> wanted.addAll(draft.paths()));
        Map<Definition, Registered> registered = table.register(wanted, serving);
        Map<Definition, SearchPath> compiled = new HashMap<>();
        List<SearchParameter> parameters = new ArrayList<>();
        for (Draft draft : drafts) {
            List<SearchPath> paths = draft.paths().stream()
                    .map(path ->
                            compiled.computeIfAbsent(path, key -> path(Objects.requireNonNull(registered.get(key)))))
                    .toList();
            parameters.add(parameter(draft, paths));
        }
        return new SearchParameters(parameters, retired(registered, wanted));
    }

    private List<Draft> drafts(List<SearchParameterDefinition> stored) {
        List<Draft> drafts = new ArrayList<>();
        drafts.add(draft("Observation", PATIENT_CODE));
        drafts.add(draft("List", MEMBER));
        for (String type : Fhir.resourceTypes()) {
            if (!WITHOUT_NARRATIVE.contains(type)) {
                drafts.add(words("_text", type, type + ".text"));
            }
        }
        fullTextTypes.forEach(type -> drafts.add(words("_content", type, type)));
        Set<String> taken = new HashSet<>();
        for (SearchParameterDefinition definition : shipped) {
            if (!BUILT_IN.contains(definition.code())) {
                types(definition).forEach(type -> drafts.add(draft(type, definition)));
                types(definition).forEach(type -> taken.add(type + "." + definition.code()));
            }
        }
        for (SearchParameterDefinition definition : stored) {
            types(definition).stream()
                    .filter(type -> taken.add(type + "." + definition.code()))
                    .forEach(type -> drafts.add(draft(type, definition)));
        }
        return drafts;
    }

    /** Not to be listed with the others: {@code _text} and {@code _content} have a grammar of their own. */
    private static Draft words(String code, String type, String expression) {
        return draft(
                type,
                new SearchParameterDefinition("", code, List.of(type), "words", expression, Set.of(), List.of(), ""));
    }

    /**
     * What is wrong with {@code definition} beside the shipped ones and {@code stored}; empty when nothing is.
     *
     * @param stored the others of the record
     */
    List<Issue> issues(
            SearchParameterDefinition definition, List<SearchParameterDefinition> stored, SearchPathTable table) {
        List<SearchParameterDefinition> others = new ArrayList<>(shipped);
        others.addAll(stored);
        return SearchParameterCheck.issues(definition, others, table.known().values());
    }

    /** What earlier definitions indexed and none of today's does. */
    private static List<SearchPath> retired(Map<Definition, Registered> registered, Set<Definition> wanted) {
        return registered.entrySet().stream()
                .filter(entry -> !wanted.contains(entry.getKey()))
                .map(entry -> path(entry.getValue()))
                .toList();
    }

    static List<String> types(SearchParameterDefinition definition) {
        boolean all =
                definition.base().contains("Resource") || definition.base().contains("DomainResource");
        return all
                ? List.copyOf(Fhir.resourceTypes())
                : definition.base().stream().filter(Fhir::isResourceType).toList();
    }

    private static Draft draft(String type, SearchParameterDefinition definition) {
        List<Definition> paths = new ArrayList<>();
        Set<String> targets = new LinkedHashSet<>();
        for (String alternative : definition.expression().split("\\|")) {
            String expression = of(type, alternative);
            if (!appliesTo(type, expression)) {
                continue;
            }
            Matcher resolves = RESOLVES.matcher(expression);
            if (resolves.find()) {
                targets.add(resolves.group(1));
                expression = resolves.replaceAll("");
            }
            paths.add(new Definition(type, definition.type(), expression + components(definition)));
        }
        return new Draft(
                type,
                definition,
                paths.stream().distinct().toList(),
                targets.isEmpty() ? definition.target() : targets,
                !targets.isEmpty());
    }

    /** Composites over one element differ by their components, so these are part of what is indexed. */
    private static String components(SearchParameterDefinition definition) {
        StringBuilder text = new StringBuilder();
        definition.component().forEach(component -> text.append(COMPONENT).append(component.expression()));
        return text.toString();
    }

    static String focus(Definition path) {
        int components = path.expression().indexOf(COMPONENT);
        return components < 0 ? path.expression() : path.expression().substring(0, components);
    }

    private static boolean appliesTo(String type, String expression) {
        String bare = expression.startsWith("(") ? expression.substring(1).strip() : expression;
        return bare.equals(type) || bare.startsWith(type + ".");
    }

    private static SearchPath path(Registered registered) {
        Definition path = registered.definition();
        return new SearchPath(
                registered.id(),
                path.type(),
                SearchKind.of(path.kind()),
                path.expression(),
                new LazyPath(() -> ElementPath.compile(path.type(), focus(path))),
                parts(path),
                registered.bit(),
                registered.complete());
    }

    /** R4's own expressions are known to compile. Those of a site are tried when they are new. */
    private void requireIndexable(Map<Definition, Registered> known) {
        shipped.stream()
                .filter(definition -> !definition.url().startsWith(HL7))
                .filter(definition -> !known.keySet().containsAll(paths(definition)))
                .forEach(definition -> requireIndexable(definition, known.values()));
    }

    /** @throws IllegalStateException naming the parameter that cannot be indexed */
    static void requireIndexable(SearchParameterDefinition definition, Collection<Registered> known) {
        for (Issue issue : SearchParameterCheck.issues(definition, List.of(), known)) {
            throw new IllegalStateException("SearchParameter " + definition.url() + ": expression '"
                    + definition.expression() + "': " + issue.expression() + ": " + issue.diagnostics()
                    + " The file is in fhir-profiles/search-parameters.");
        }
    }

    private static List<Definition> paths(SearchParameterDefinition definition) {
        return types(definition).stream()
                .flatMap(type -> paths(type, definition).stream())
                .toList();
    }

    /** What {@code definition} indexes of {@code type}. */
    static List<Definition> paths(String type, SearchParameterDefinition definition) {
        return draft(type, definition).paths();
    }

    /** Whether an alternative of an expression is about {@code type}. */
    static boolean starts(String type, String alternative) {
        return appliesTo(type, of(type, alternative));
    }

    private static String of(String type, String alternative) {
        return alternative.strip().replace("Resource.", type + ".").replace("Domain" + type, type);
    }

    static List<SearchPath.Part> parts(Definition path) {
        String[] expressions = path.expression().split(Pattern.quote(COMPONENT));
        return Arrays.stream(expressions)
                .skip(1)
                .map(expression -> part(path, expression))
                .toList();
    }

    private static SearchPath.Part part(Definition path, String component) {
        boolean fromResource = component.startsWith("%resource.");
        List<ElementPath> alternatives = Arrays.stream(component.split("\\|"))
                .map(String::strip)
                .map(expression -> new LazyPath(() -> fromResource
                        ? ElementPath.compile(path.type(), expression.replace("%resource", path.type()))
                        : ElementPath.compileFrom(path.type(), focus(path), expression)))
                .map(ElementPath.class::cast)
                .toList();
        return new SearchPath.Part(alternatives, fromResource);
    }

    private static SearchParameter parameter(Draft draft, List<SearchPath> paths) {
        SearchParameterDefinition definition = draft.definition();
        return new SearchParameter(
                draft.type(),
                definition.code(),
                SearchKind.of(definition.type()),
                definition.url(),
                definition.description(),
                paths,
                draft.targets(),
                draft.narrowed());
    }
}
