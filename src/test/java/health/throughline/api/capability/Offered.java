package health.throughline.api.capability;

import health.throughline.api.FhirOperation;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Interactions;
import health.throughline.api.Route;
import health.throughline.fhir.definition.NamedQueryDefinition;
import health.throughline.fhir.path.ElementPath;
import health.throughline.search.filter.FilterSpecial;
import health.throughline.search.named.NamedQueries;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchPath;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Capabilities of a small, made-up server. */
public final class Offered {

    public static final String BASE = "https://example.org/fhir";

    private static final Software SOFTWARE =
            new Software("Throughline", "1.2.3", Instant.parse("2026-01-02T03:04:05Z"));

    private static final NamedQueryDefinition QUERY = new NamedQueryDefinition(
            "http://example.org/OperationDefinition/Patient-new",
            "Patient",
            "new",
            "Those who came lately.",
            "_lastUpdated=ge{since}",
            List.of(new NamedQueryDefinition.Parameter("since", "date", false, false, "{today-7d}", "The first day.")));

    private static final SpecialSearch SPECIAL =
            new SpecialSearch(List.of(new FilterSpecial()), new NamedQueries(List.of(QUERY), Clock.systemUTC()));

    private static final Interactions ALL = new Interactions(List.of(new Everything()));

    private Offered() {}

    private static final class Everything implements Interaction {

        @Override
        public Set<Route.Kind> kinds() {
            return EnumSet.allOf(Route.Kind.class);
        }

        @Override
        public FhirResponse answer(FhirRequest request, Route route) {
            throw new UnsupportedOperationException();
        }
    }

    /** All interactions, two operations and these search parameters. */
    public static Capabilities with(SearchParameter... parameters) {
        SearchParameters all = new SearchParameters(List.of(parameters), List.of());
        List<FhirOperation> operations = List.of(
                new Named("$everything", Set.of(FhirOperation.Level.INSTANCE), Set.of("Patient")),
                new Named("$count", Set.of(FhirOperation.Level.SYSTEM, FhirOperation.Level.TYPE), Set.of()));
        return new Capabilities(SOFTWARE, () -> ALL, () -> all, operations, SPECIAL);
    }

    /** One with a description as R4 writes it. */
    public static SearchParameter parameter(String type, String code, SearchKind kind, boolean complete) {
        SearchPath path = new SearchPath(
                1, type, kind, type + ".id", ElementPath.compile(type, type + ".id"), List.of(), 0, complete);
        return new SearchParameter(
                type,
                code,
                kind,
                "http://hl7.org/fhir/SearchParameter/" + type + "-" + code,
                "About " + code,
                List.of(path),
                kind == SearchKind.REFERENCE ? Set.of("Patient") : Set.of(),
                false);
    }

    private record Named(String name, Set<Level> levels, Set<String> types) implements FhirOperation {

        @Override
        public boolean affectsState() {
            return false;
        }

        @Override
        public String definition() {
            return "http://example.org/OperationDefinition/" + name.substring(1);
        }

        @Override
        public FhirResponse invoke(FhirRequest request, Route route) {
            throw new UnsupportedOperationException();
        }
    }
}
