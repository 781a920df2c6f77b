package health.throughline.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;

/** The Parameters of an operation, written short: {@code with("track", "valueCode", "sud")}. */
public final class AskedParameters {

    private final ObjectNode tree = FhirJson.object().put("resourceType", "Parameters");

    private AskedParameters() {}

    public static AskedParameters asked() {
        return new AskedParameters();
    }

    public AskedParameters with(String name, String element, String value) {
        tree.withArray("parameter").addObject().put("name", name).put(element, value);
        return this;
    }

    public AskedParameters reference(String name, Object key) {
        tree.withArray("parameter")
                .addObject()
                .put("name", name)
                .putObject("valueReference")
                .put("reference", key.toString());
        return this;
    }

    public AskedParameters number(String name, int value) {
        tree.withArray("parameter").addObject().put("name", name).put("valueInteger", value);
        return this;
    }

    /** A parameter with parts, which {@code parts} holds as its own. */
    public AskedParameters parts(String name, AskedParameters parts) {
        tree.withArray("parameter").addObject().put("name", name).set("part", parts.tree.path("parameter"));
        return this;
    }

    public ObjectNode json() {
        return tree;
    }
}
