package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import java.util.ArrayList;
import java.util.List;

/** Reads the named queries of {@code fhir-profiles/named-queries}. */
public final class NamedQueryDefinitions {

    private static final String FOLDER = "fhir-profiles/named-queries";
    private static final String EXTENSION = Canonicals.BASE + "/StructureDefinition/named-query-";

    private NamedQueryDefinitions() {}

    /** @throws IllegalStateException naming the file that is not a usable query */
    public static List<NamedQueryDefinition> load() {
        List<NamedQueryDefinition> all = new ArrayList<>();
        new DefinitionFolder(FOLDER, "OperationDefinition")
                .resources()
                .forEach((file, json) -> all.add(definition(file, json)));
        return all;
    }

    private static NamedQueryDefinition definition(String file, JsonNode json) {
        JsonNode types = json.path("resource");
        String type = types.path(0).asText();
        String code = json.path("code").asText();
        String search = extension(json, "search");
        require(file, json.path("kind").asText().equals("query"), "kind must be query");
        require(file, types.size() == 1, "resource must name one type");
        require(
                file,
                file.equals(FOLDER + "/" + type + "-" + code + ".json"),
                "the file must be named <Type>-<code>.json");
        require(file, !search.isEmpty(), "the extension " + EXTENSION + "search is missing");
        require(file, !json.path("description").asText().isBlank(), "description is missing");
        List<NamedQueryDefinition.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : json.path("parameter")) {
            if (parameter.path("use").asText().equals("in")) {
                require(file, parameter.has("searchType"), "every parameter needs a searchType");
                parameters.add(parameter(parameter));
            }
        }
        return new NamedQueryDefinition(
                json.path("url").asText(),
                type,
                code,
                json.path("description").asText(),
                search,
                List.copyOf(parameters));
    }

    private static NamedQueryDefinition.Parameter parameter(JsonNode json) {
        return new NamedQueryDefinition.Parameter(
                json.path("name").asText(),
                json.path("searchType").asText(),
                json.path("min").asInt() > 0,
                !json.path("max").asText().equals("1"),
                extension(json, "default"),
                json.path("documentation").asText());
    }

    private static String extension(JsonNode json, String name) {
        return Extensions.first(json, EXTENSION + name).path("valueString").asText();
    }

    private static void require(String file, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(file + ": " + otherwise + ".");
        }
    }
}
