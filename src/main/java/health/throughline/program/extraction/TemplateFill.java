package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base;

/**
 * Fills a template: where it carries an expression, it takes what that finds in the response.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/extraction.html#template-based-extraction">SDC, template-based extraction</a>
 */
final class TemplateFill {

    private static final String CONTEXT = "templateExtractContext";
    private static final String VALUE = "templateExtractValue";

    private final Expressions expressions;

    TemplateFill(Expressions expressions) {
        this.expressions = expressions;
    }

    /** An element starts anew at each thing its context finds. */
    private record At(Scope scope, Base focus) {}

    /** None when a context or a value of it finds nothing; several when its context finds several. */
    List<ObjectNode> fill(JsonNode template, Scope scope, Base focus) {
        List<ObjectNode> filled = new ArrayList<>();
        for (JsonNode one : element(template, new At(scope, focus))) {
            if (one instanceof ObjectNode object) {
                filled.add(object);
            }
        }
        return filled;
    }

    private List<JsonNode> element(JsonNode template, At outer) {
        List<JsonNode> filled = new ArrayList<>();
        for (At at : contexts(template, outer)) {
            String value = Sdc.expression(Sdc.one(template, VALUE));
            if (value.isEmpty()) {
                ObjectNode object = children(template, at);
                if (!object.isEmpty()) {
                    filled.add(object);
                }
            } else {
                expressions.evaluate(value, at.scope(), at.focus()).forEach(found -> filled.add(complex(found)));
            }
        }
        return filled;
    }

    private List<At> contexts(JsonNode element, At outer) {
        JsonNode extension = Sdc.one(element, CONTEXT);
        String context = Sdc.expression(extension);
        if (context.isEmpty()) {
            return List.of(outer);
        }
        String name = extension.path("valueExpression").path("name").asText("");
        return expressions.evaluate(context, outer.scope(), outer.focus()).stream()
                .map(found ->
                        new At(name.isEmpty() ? outer.scope() : outer.scope().with(name, List.of(found)), found))
                .toList();
    }

    /** A text in the place of a Reference is its reference. */
    private static JsonNode complex(Base found) {
        JsonNode json = Values.json(found);
        if (json.isObject()) {
            return json;
        }
        ObjectNode reference = FhirJson.object();
        reference.set("reference", json);
        return reference;
    }

    private ObjectNode children(JsonNode template, At at) {
        ObjectNode filled = FhirJson.object();
        for (Map.Entry<String, JsonNode> child : template.properties()) {
            String name = child.getKey();
            if (name.startsWith("_")) {
                primitive(name.substring(1), template, at, filled);
            } else if (!template.has("_" + name)) {
                child(name, child.getValue(), at, filled);
            }
        }
        // An extension that has lost its value says nothing.
        boolean bare = template.has("url") && filled.size() == 1 && filled.has("url") && template.size() > 1;
        return bare ? FhirJson.object() : filled;
    }

    private void child(String name, JsonNode value, At at, ObjectNode filled) {
        if (value.isArray()) {
            ArrayNode all = FhirJson.array();
            for (JsonNode one : value) {
                boolean ours = name.equals("extension") && (Sdc.is(one, CONTEXT) || Sdc.is(one, VALUE));
                if (!ours) {
                    all.addAll(one.isObject() ? element(one, at) : List.of(one));
                }
            }
            if (!all.isEmpty()) {
                filled.set(name, all);
            }
        } else if (value.isObject()) {
            element(value, at).stream().findFirst().ifPresent(one -> filled.set(name, one));
        } else {
            filled.set(name, value);
        }
    }

    /** A primitive carries its expression beside it, under the name with an underscore. */
    private void primitive(String name, JsonNode template, At at, ObjectNode filled) {
        JsonNode beside = template.path("_" + name);
        JsonNode stated = template.path(name);
        if (beside.isArray()) {
            ArrayNode all = FhirJson.array();
            for (int i = 0; i < Math.max(beside.size(), stated.size()); i++) {
                all.addAll(primitives(beside.path(i), stated.path(i), at));
            }
            if (!all.isEmpty()) {
                filled.set(name, all);
            }
            return;
        }
        boolean plain = Sdc.one(beside, CONTEXT).isMissingNode()
                && Sdc.one(beside, VALUE).isMissingNode();
        if (plain) {
            filled.set("_" + name, beside);
        }
        primitives(beside, stated, at).stream().findFirst().ifPresent(value -> filled.set(name, value));
    }

    private List<JsonNode> primitives(JsonNode beside, JsonNode stated, At outer) {
        List<JsonNode> values = new ArrayList<>();
        String value = Sdc.expression(Sdc.one(beside, VALUE));
        for (At at : contexts(beside, outer)) {
            if (!value.isEmpty()) {
                expressions.evaluate(value, at.scope(), at.focus()).stream()
                        .map(TemplateFill::simple)
                        .filter(JsonNode::isValueNode)
                        .forEach(values::add);
            } else if (stated.isValueNode() && !stated.isNull()) {
                values.add(stated);
            }
        }
        return values;
    }

    /** Of a Coding its code, of a Quantity its number, of a Reference what it refers to. */
    private static JsonNode simple(Base found) {
        JsonNode json = Values.json(found);
        if (json.isValueNode()) {
            return json;
        }
        return List.of("code", "reference", "value").stream()
                .map(name -> found.fhirType().equals("Quantity") ? json.path("value") : json.path(name))
                .filter(JsonNode::isValueNode)
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
