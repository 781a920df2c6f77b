package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the SearchParameters of R4 and those of {@code fhir-profiles/search-parameters}. */
public final class SearchParameterDefinitions {

    private static final String R4 = "/org/hl7/fhir/r4/model/sp/search-parameters.json";
    private static final String OWN = "fhir-profiles/search-parameters";

    private SearchParameterDefinitions() {}

    /** @throws IllegalStateException naming the file that is not a usable SearchParameter */
    public static List<SearchParameterDefinition> load() {
        List<SearchParameterDefinition> all = new ArrayList<>();
        for (JsonNode entry : FhirJson.parseStored(DefinitionFolder.bytes(R4)).path("entry")) {
            all.add(of(entry.path("resource")));
        }
        new DefinitionFolder(OWN, "SearchParameter").resources().values().forEach(own -> all.add(of(own)));
        return all;
    }

    /** Whether the SearchParameter of this canonical URL is one of {@code fhir-profiles/search-parameters}. */
    public static boolean shipped(String url) {
        return Shipped.URLS.contains(url);
    }

    /** Made when first asked for. */
    private static final class Shipped {
        static final Set<String> URLS = new DefinitionFolder(OWN, "SearchParameter")
                .resources().values().stream()
                        .map(own -> own.path("url").asText())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** A SearchParameter resource, reduced. */
    public static SearchParameterDefinition of(JsonNode json) {
        List<SearchParameterDefinition.Component> components = new ArrayList<>();
        for (JsonNode part : json.path("component")) {
            components.add(new SearchParameterDefinition.Component(
                    part.path("definition").asText(), part.path("expression").asText()));
        }
        return new SearchParameterDefinition(
                json.path("url").asText(),
                json.path("code").asText(),
                List.copyOf(texts(json.path("base"))),
                json.path("type").asText(),
                json.path("expression").asText(),
                texts(json.path("target")),
                components,
                json.path("description").asText());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return Collections.unmodifiableSet(texts);
    }
}
