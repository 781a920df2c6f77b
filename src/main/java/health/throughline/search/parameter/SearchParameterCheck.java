package health.throughline.search.parameter;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.fhir.path.ElementPath;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import health.throughline.store.SearchPathTable.Definition;
import health.throughline.store.SearchPathTable.Registered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Whether a search parameter of a site's can be used: what is wrong with it, where, and how to mend it. */
final class SearchParameterCheck {

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int MOST_COMPONENTS = 3;
    private static final Set<String> CODED = Set.of("CodeableConcept", "Coding", "code", "Identifier");

    /** The datatypes that each type of parameter compares (R4 search, 3.1.1.4). */
    private static final Map<SearchKind, Set<String>> DATATYPES = Map.of(
            SearchKind.NUMBER, Set.of("decimal", "integer", "positiveInt", "unsignedInt", "Range"),
            SearchKind.DATE, Set.of("date", "dateTime", "instant", "Period", "Timing"),
            SearchKind.STRING, Set.of("string", "markdown", "HumanName", "Address"),
            SearchKind.TOKEN,
                    Set.of(
                            "CodeableConcept",
                            "Coding",
                            "code",
                            "Identifier",
                            "ContactPoint",
                            "boolean",
                            "string",
                            "id",
                            "uri"),
            SearchKind.REFERENCE, Set.of("Reference", "canonical", "uri"),
            SearchKind.QUANTITY,
                    Set.of(
                            "Quantity",
                            "SimpleQuantity",
                            "MoneyQuantity",
                            "Money",
                            "Age",
                            "Count",
                            "Distance",
                            "Duration",
                            "Range"),
            SearchKind.URI, Set.of("uri", "url", "canonical", "oid", "uuid"));

    private final SearchParameterDefinition definition;
    private final List<Issue> issues = new ArrayList<>();

    private SearchParameterCheck(SearchParameterDefinition definition) {
        this.definition = definition;
    }

    /**
     * @param others the parameters there are besides
     * @param known the paths that are registered
     * @return empty when it can be used
     */
    static List<Issue> issues(
            SearchParameterDefinition definition,
            List<SearchParameterDefinition> others,
            Collection<Registered> known) {
        SearchParameterCheck check = new SearchParameterCheck(definition);
        check.header();
        if (check.issues.isEmpty()) {
            check.expressions();
        }
        if (check.issues.isEmpty()) {
            others.forEach(check::conflict);
        }
        if (check.issues.isEmpty()) {
            check.room(known);
        }
        return check.issues;
    }

    private void issue(String code, String element, String text) {
        issues.add(Issue.error(code, text, "SearchParameter." + element));
    }

    private void header() {
        if (!CODE.matcher(definition.code()).matches()) {
            issue(
                    "value",
                    "code",
                    "The code stands in URLs: give it up to 64 letters, digits, '-' and '_', a letter first.");
        }
        if (definition.base().isEmpty()) {
            issue("required", "base", "The parameter needs the resource types it applies to.");
        }
        for (int i = 0; i < definition.base().size(); i++) {
            String base = definition.base().get(i);
            boolean every = base.equals("Resource") || base.equals("DomainResource");
            if (!every && !Fhir.isResourceType(base)) {
                issue("value", "base[" + i + "]", "This is no resource type that can be stored and searched.");
            }
        }
        if (!DATATYPES.containsKey(kind()) && kind() != SearchKind.COMPOSITE) {
            issue(
                    "not-supported",
                    "type",
                    "A parameter of type special needs software; choose one of the other types.");
        }
        if (definition.expression().isBlank()) {
            issue("required", "expression", "The parameter needs a FHIRPath expression of the values it compares.");
        }
    }

    private SearchKind kind() {
        return SearchKind.of(definition.type());
    }

    private void expressions() {
        if (kind() == SearchKind.COMPOSITE) {
            components();
        } else if (!definition.component().isEmpty()) {
            issue("structure", "component", "Only a parameter of type composite has components.");
        }
        if (!issues.isEmpty()) {
            return;
        }
        List<String> types = SearchParameterCompiler.types(definition);
        for (String alternative : definition.expression().split("\\|")) {
            if (types.stream().noneMatch(type -> SearchParameterCompiler.starts(type, alternative))) {
                issue("value", "expression", "Each alternative of the expression starts at a type of the base.");
            }
        }
        if (issues.isEmpty()) {
            types.stream().takeWhile(type -> issues.isEmpty()).forEach(this::expression);
        }
    }

    private void components() {
        int count = definition.component().size();
        if (count < 2 || count > MOST_COMPONENTS) {
            issue("required", "component", "A composite has two or three components, the first of them a code.");
        }
        for (int i = 0; i < count; i++) {
            if (definition.component().get(i).expression().isBlank()) {
                issue("required", "component[" + i + "].expression", "The component needs an expression.");
            }
        }
    }

    private void expression(String type) {
        List<Definition> paths = SearchParameterCompiler.paths(type, definition);
        if (paths.isEmpty()) {
            issue("value", "expression", "No alternative of the expression starts at " + type + ".");
        }
        Set<String> datatypes = new TreeSet<>();
        boolean told = true;
        for (Definition path : paths) {
            Optional<Set<String>> found = datatypes(path);
            if (found.isEmpty()) {
                return;
            }
            datatypes.addAll(found.get());
            told &= !found.get().isEmpty();
        }
        Set<String> taken = DATATYPES.getOrDefault(kind(), datatypes);
        if (told && datatypes.stream().noneMatch(taken::contains) && kind() != SearchKind.COMPOSITE) {
            issue(
                    "value",
                    "type",
                    "The expression finds " + shown(datatypes) + " in " + type + ", which the type " + definition.type()
                            + " does not compare; it compares " + shown(new TreeSet<>(taken)) + ".");
        }
    }

    private static String shown(Set<String> datatypes) {
        return datatypes.size() > 12 ? "values of many types" : String.join(", ", datatypes);
    }

    /** Empty with an issue when it does not compile; an empty set when only values would tell. */
    private Optional<Set<String>> datatypes(Definition path) {
        String element = "expression";
        try {
            if (path.expression().contains("resolve()")) {
                throw new IllegalArgumentException("resolve() is only taken as .where(resolve() is Type)");
            }
            Set<String> found = ElementPath.checked(path.type(), SearchParameterCompiler.focus(path))
                    .datatypes();
            List<SearchPath.Part> parts = SearchParameterCompiler.parts(path);
            for (int i = 0; i < parts.size(); i++) {
                element = "component[" + i + "].expression";
                component(parts.get(i), i == 0);
            }
            return Optional.of(found);
        } catch (IllegalArgumentException e) {
            issue(
                    "value",
                    element,
                    "The expression cannot be used on " + path.type() + ": " + e.getMessage()
                            + ". Correct it, or store the parameter with the status draft.");
            return Optional.empty();
        }
    }

    private static void component(SearchPath.Part part, boolean first) {
        Set<String> datatypes = new TreeSet<>();
        part.alternatives().forEach(alternative -> datatypes.addAll(alternative.datatypes()));
        if (first && datatypes.stream().noneMatch(CODED::contains)) {
            throw new IllegalArgumentException("the first component of a composite finds a code");
        }
    }

    /** One that says the same as the other does no harm: implementation guides bring R4's own parameters along. */
    private void conflict(SearchParameterDefinition other) {
        if (!other.code().equals(definition.code())) {
            return;
        }
        List<String> theirs = SearchParameterCompiler.types(other);
        for (String type : SearchParameterCompiler.types(definition)) {
            boolean same = theirs.contains(type)
                    && Set.copyOf(SearchParameterCompiler.paths(type, definition))
                            .equals(Set.copyOf(SearchParameterCompiler.paths(type, other)));
            if (theirs.contains(type) && !same) {
                issue(
                        "duplicate",
                        "code",
                        type + " has another search parameter of this code already; choose another code, or leave "
                                + type + " out of the base.");
            }
        }
    }

    /** {@code resource.present} has a bit for each path of a type. */
    private void room(Collection<Registered> known) {
        for (String type : SearchParameterCompiler.types(definition)) {
            List<Definition> fresh = new ArrayList<>(SearchParameterCompiler.paths(type, definition));
            int taken = 0;
            for (Registered path : known) {
                fresh.remove(path.definition());
                taken += path.definition().type().equals(type) ? 1 : 0;
            }
            if (!fresh.isEmpty() && taken + fresh.size() > Long.SIZE) {
                issue(
                        "too-costly",
                        "base",
                        "All " + Long.SIZE + " places for indexed elements of " + type
                                + " are taken; retire a SearchParameter that is not needed, and try again when its "
                                + "rows are removed ($reindex-progress tells).");
            }
        }
    }
}
