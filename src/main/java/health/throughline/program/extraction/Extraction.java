package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Variable;
import health.throughline.fhir.questionnaire.Sdc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/** One run over one response: makes of it what its Questionnaire's templates and definitions say. */
final class Extraction {

    /** A response of thousands of instances is no form that a person filled in. */
    private static final int MOST = 500;

    private static final List<String> CONDITIONS =
            List.of("ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist", "resourceId");

    private final ExtractionPlan plan;
    private final ResourceKey response;
    private final TemplateFill templates;
    private final DefinitionFill definitions;
    private final List<Extracted> extracted = new ArrayList<>();
    private final Set<String> fullUrls = new HashSet<>();
    private final List<Issue> issues = new ArrayList<>();

    Extraction(ExtractionPlan plan, ResourceKey response) {
        this.plan = plan;
        this.response = response;
        this.templates = new TemplateFill(plan.expressions());
        this.definitions = new DefinitionFill(plan.expressions(), plan.types());
    }

    /** @param json the response with its id, when it has one */
    void run(ObjectNode json) {
        Resource model = Values.resource(json);
        Scope scope = Scope.of(model, plan.weights())
                .with("questionnaire", plan::model)
                .with("patient", List.of())
                .with("encounter", List.of())
                .with("user", List.of());
        visit(new Occurrence(plan.questionnaire(), model, "", scope), null);
    }

    List<Extracted> extracted() {
        return extracted;
    }

    List<Issue> issues() {
        return issues;
    }

    private void visit(Occurrence bare, DefinitionFill.@Nullable Open outer) {
        Occurrence at = prepared(bare);
        JsonNode definition = at.definition();
        for (JsonNode use : Sdc.all(definition, "templateExtract")) {
            attempt(() -> template(use, at));
        }
        JsonNode bundle = Sdc.one(definition, "templateExtractBundle");
        if (!bundle.isMissingNode()) {
            attempt(() -> bundle(bundle, at));
        }
        DefinitionFill.Open open = outer;
        for (JsonNode use : Sdc.all(definition, "definitionExtract")) {
            open = definitions.open(use, open);
        }
        if (open != null) {
            DefinitionFill.Open within = definitions.within(at, open, issues);
            visitItems(at, within);
            for (JsonNode use : Sdc.all(definition, "definitionExtract")) {
                attempt(() ->
                        definitions.close(use, within).ifPresent(resource -> add(use, at, "definition", resource)));
            }
        } else {
            visitItems(at, null);
        }
    }

    private void visitItems(Occurrence at, DefinitionFill.@Nullable Open open) {
        for (JsonNode item : at.definition().path("item")) {
            int number = 0;
            for (QuestionnaireResponseItemComponent instance : at.instances(item)) {
                String name = at.name() + "/" + item.path("linkId").asText() + "#" + number++;
                visit(new Occurrence(item, instance, name, at.scope()), open);
            }
        }
    }

    /** Variables and ids of its own are seen by everything below. */
    private Occurrence prepared(Occurrence at) {
        Scope scope = at.scope();
        try {
            scope = scope.with(Variable.of(at.definition(), "item"), at.answered());
        } catch (Refusal e) {
            note(e);
        }
        for (JsonNode allocated : Sdc.all(at.definition(), "extractAllocateId")) {
            String name = allocated.path("valueString").asText();
            scope = scope.with(name, List.<Base>of(new UriType("urn:uuid:" + uuid(at.name() + "%" + name))));
        }
        return new Occurrence(at.definition(), at.answered(), at.name(), scope);
    }

    /** The same for the same place in the same response: what is extracted again is the same again. */
    private UUID uuid(String name) {
        return UUID.nameUUIDFromBytes((response + " " + name).getBytes(StandardCharsets.UTF_8));
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (Refusal e) {
            note(e);
        }
    }

    private void note(Refusal refusal) {
        refusal.issues()
                .forEach(issue -> issues.add(
                        Issue.warning("processing", issue.diagnostics() + " What it was for is not extracted.")));
    }

    private void template(JsonNode use, Occurrence at) {
        String id = Sdc.part(use, "template")
                .path("valueReference")
                .path("reference")
                .asText("");
        ObjectNode template = plan.contained(id);
        List<ObjectNode> filled = templates.fill(template, at.scope(), at.answered());
        for (int i = 0; i < filled.size(); i++) {
            add(use, at, id + (i == 0 ? "" : "#" + i), Narratives.refresh(filled.get(i)));
        }
    }

    private void add(JsonNode use, Occurrence at, String what, ObjectNode resource) {
        String fullUrl = text(use, "fullUrl", at);
        if (!fullUrl.isEmpty() && !fullUrls.add(fullUrl)) {
            return;
        }
        Map<String, String> conditions = new HashMap<>();
        for (String condition : CONDITIONS) {
            String value = text(use, condition, at);
            if (!value.isEmpty()) {
                conditions.put(condition, value);
            }
        }
        String resourceId = conditions.remove("resourceId");
        resource.remove("id");
        if (resourceId != null) {
            resource.put("id", resourceId);
        }
        // What has an address of its own keeps its id when others are added before it.
        String name = fullUrl.isEmpty() || fullUrl.startsWith("urn:uuid:") ? at.name() + " " + what : fullUrl;
        keep(new Extracted(name, fullUrl, resource, conditions));
    }

    private void keep(Extracted one) {
        if (extracted.size() == MOST) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY, "The response becomes more than " + MOST + " resources; split it.");
        }
        extracted.add(one);
    }

    private String text(JsonNode use, String part, Occurrence at) {
        String expression = Sdc.expression(Sdc.part(use, part));
        if (expression.isEmpty()) {
            return "";
        }
        return plan.expressions().evaluate(expression, at.scope(), at.answered()).stream()
                .map(Values::text)
                .findFirst()
                .orElse("");
    }

    private void bundle(JsonNode use, Occurrence at) {
        String id = use.path("valueReference").path("reference").asText("");
        int number = 0;
        for (ObjectNode bundle : templates.fill(plan.contained(id), at.scope(), at.answered())) {
            for (JsonNode entry : bundle.path("entry")) {
                if (entry.path("resource") instanceof ObjectNode resource) {
                    Map<String, String> conditions = new HashMap<>();
                    entry.path("request")
                            .properties()
                            .forEach(part -> conditions.put(
                                    part.getKey(), part.getValue().asText()));
                    String fullUrl = entry.path("fullUrl").asText("");
                    keep(new Extracted(id + "#" + number++, fullUrl, Narratives.refresh(resource), conditions));
                }
            }
        }
    }
}
