package health.throughline.record;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Searches made by chance from the parameters in force and from the values that the population holds. */
final class RandomSearches {

    private static final List<String> PREFIXES = List.of("", "eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap");
    private static final List<String> TYPES = List.of(
            "Patient",
            "Observation",
            "Observation",
            "Encounter",
            "Condition",
            "RiskAssessment",
            "QuestionnaireResponse",
            "Goal",
            "Provenance",
            "List",
            "Organization",
            "Practitioner",
            "Location",
            "Questionnaire",
            "Device");

    private final SearchParameters parameters;
    private final Random random;
    private final List<String> codes = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> references = new ArrayList<>();

    RandomSearches(SearchParameters parameters, List<Population.Step> steps, long seed) {
        this.parameters = parameters;
        this.random = new Random(seed);
        Set<String> texts = new TreeSet<>();
        for (Population.Step step : steps) {
            references.add(step.key());
            if (!step.body().isEmpty()) {
                leaves(FhirJson.parseStored(step.body().getBytes(StandardCharsets.UTF_8)), texts);
            }
        }
        for (String text : texts) {
            (text.contains("|") || text.contains(" ") ? words : codes).add(text);
            words.add(text);
        }
        codes.add("http://loinc.org|c0");
        codes.add("http://loinc.org|c3");
        codes.add("urn:mrn|mrn-b");
        codes.add("urn:mrn|");
        codes.add("http://terminology.hl7.org/CodeSystem/v3-ActCode|ETH");
    }

    private static void leaves(JsonNode node, Set<String> texts) {
        if (node.isValueNode()) {
            texts.add(node.asText());
        }
        node.forEach(child -> leaves(child, texts));
    }

    String next() {
        String type = pick(TYPES);
        List<String> query = new ArrayList<>();
        int criteria = 1 + random.nextInt(10) / 6 + random.nextInt(10) / 8;
        for (int i = 0; i < criteria; i++) {
            query.add(criterion(type, 0));
        }
        if (random.nextInt(4) == 0) {
            query.add("_sort=" + (random.nextBoolean() ? "-" : "") + sort(type));
        }
        if (random.nextInt(3) == 0) {
            query.add(include(type));
        }
        if (random.nextInt(3) == 0) {
            query.add("_total=" + pick(List.of("accurate", "estimate", "none")));
        }
        if (random.nextInt(10) == 0) {
            query.add("_summary=count");
        }
        if (random.nextInt(4) == 0) {
            query.add("_contained=" + pick(List.of("true", "both")));
            query.add("_containedType=" + pick(List.of("container", "contained")));
        }
        if (random.nextInt(3) == 0) {
            query.add("_count=" + random.nextInt(4));
        }
        return type + "?" + String.join("&", query);
    }

    /** One search per parameter, so that each kind of row of each path is asked for. */
    List<String> onePerParameter() {
        List<String> all = new ArrayList<>();
        for (String type : new TreeSet<>(TYPES)) {
            parameters.of(type).stream()
                    .filter(parameter -> parameter.kind() != SearchKind.SPECIAL)
                    .forEach(parameter -> {
                        all.add(type + "?" + parameter.code() + ":missing=false&_total=accurate");
                        all.add(type + "?" + parameter.code() + ":missing=true&_summary=count");
                        all.add(type + "?" + parameter.code() + "=" + value(parameter));
                        all.add(type + "?" + simple(parameter) + "&_sort=" + parameter.code());
                        if (parameter.kind() == SearchKind.REFERENCE) {
                            all.add(type + "?_include=" + type + ":" + parameter.code() + "&_total=accurate");
                            parameter.targets().stream()
                                    .filter(TYPES::contains)
                                    .forEach(target ->
                                            all.add(target + "?_revinclude=" + type + ":" + parameter.code()));
                        }
                    });
            all.add(type + "?_total=estimate&_count=1");
            all.add(type + "?_revinclude=*&_count=3");
            all.add(type + "?_include=*&_count=3");
        }
        return all;
    }

    private String criterion(String type, int depth) {
        int kind = random.nextInt(depth > 1 ? 6 : 12);
        if (kind == 6 || kind == 7) {
            return chain(type, depth);
        }
        if (kind == 8 || kind == 9) {
            return has(type, depth);
        }
        if (kind == 10) {
            return "_id=" + id(pick(references)) + "," + id(pick(references));
        }
        if (kind == 11) {
            return "_lastUpdated=gt2020-01-01";
        }
        List<SearchParameter> all = usable(type);
        return simple(all.get(random.nextInt(all.size())));
    }

    private List<SearchParameter> usable(String type) {
        return parameters.of(type).stream()
                .filter(parameter -> parameter.kind() != SearchKind.SPECIAL)
                .toList();
    }

    private String simple(SearchParameter parameter) {
        return parameter.code() + modifier(parameter) + "=" + value(parameter);
    }

    private String modifier(SearchParameter parameter) {
        if (random.nextInt(4) > 0) {
            return "";
        }
        return switch (parameter.kind()) {
            case STRING -> pick(List.of(":exact", ":contains"));
            case TOKEN -> ":not";
            case REFERENCE -> pick(List.of(":not", ":Patient", ":identifier"));
            default -> "";
        };
    }

    private String value(SearchParameter parameter) {
        String one = encode(one(parameter.kind()));
        return random.nextInt(5) == 0 ? one + "," + encode(one(parameter.kind())) : one;
    }

    private String one(SearchKind kind) {
        return switch (kind) {
            case STRING -> pick(words).replace(",", "");
            case DATE -> pick(PREFIXES) + "2026-0" + (1 + random.nextInt(4)) + (random.nextBoolean() ? "" : "-12");
            case NUMBER, QUANTITY -> pick(PREFIXES) + pick(List.of("12.5", "3", "99", "0.4", "60"));
            case REFERENCE -> random.nextBoolean() ? pick(references) : id(pick(references));
            case URI -> pick(List.of("http://example.org/q1", "http://example.org/q1|1", "urn:x"));
            case COMPOSITE -> "c" + random.nextInt(4) + "$" + pick(List.of("12.5", "gt1", "yes", "2026-01", "calm"));
            default -> pick(codes).replace(",", "");
        };
    }

    private String chain(String type, int depth) {
        List<SearchParameter> all = referring(type);
        if (all.isEmpty()) {
            return "_id=" + id(pick(references));
        }
        SearchParameter reference = all.get(random.nextInt(all.size()));
        List<String> targets =
                reference.targets().stream().filter(TYPES::contains).sorted().toList();
        String target = targets.isEmpty() ? "Patient" : pick(targets);
        return reference.code() + ":" + target + "." + criterion(target, depth + 1);
    }

    private String has(String type, int depth) {
        String source = pick(TYPES);
        List<SearchParameter> all = referring(source).stream()
                .filter(reference -> reference.targets().contains(type))
                .toList();
        if (all.isEmpty()) {
            return chain(type, depth);
        }
        return "_has:" + source + ":" + all.get(random.nextInt(all.size())).code() + ":" + criterion(source, depth + 1);
    }

    private List<SearchParameter> referring(String type) {
        return parameters.of(type).stream()
                .filter(parameter -> parameter.kind() == SearchKind.REFERENCE)
                .toList();
    }

    private String include(String type) {
        boolean reverse = random.nextBoolean();
        String source = reverse ? pick(TYPES) : type;
        List<SearchParameter> all = referring(source);
        String code = all.isEmpty() || random.nextInt(4) == 0
                ? "*"
                : all.get(random.nextInt(all.size())).code();
        return (reverse ? "_revinclude=" : "_include=") + source + ":" + code;
    }

    private String sort(String type) {
        List<SearchParameter> all = usable(type);
        return random.nextInt(4) == 0
                ? pick(List.of("_id", "_lastUpdated"))
                : all.get(random.nextInt(all.size())).code();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String id(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2C", ",");
    }
}
