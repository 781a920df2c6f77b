package health.throughline.search.proof;

import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Resources made to stand at the edges of R4's search rules; {@code ~base} in them is the server's own address. */
final class EdgeCases {

    private final String base;
    private final List<ObjectNode> all = new ArrayList<>();

    private EdgeCases(String base) {
        this.base = base;
    }

    static List<ObjectNode> all(String base) {
        EdgeCases cases = new EdgeCases(base);
        EdgePeople.add(cases);
        EdgeFindings.add(cases);
        EdgeKnowledge.add(cases);
        return cases.all;
    }

    /** A resource at {@code Type/id}, with single quotes for double ones. */
    void put(String address, String content) {
        String[] parts = address.split("/");
        String text = "{'resourceType':'" + parts[0] + "','id':'" + parts[1] + "'"
                + (content.isEmpty() ? "" : "," + content.replace("~base", base)) + "}";
        all.add(json(text));
    }

    /** An Observation with what R4 requires of one. */
    void observation(String id, String content) {
        String code = content.contains("'code':{") ? "" : ",'code':{'coding':[{'system':'urn:edge','code':'edge'}]}";
        put("Observation/" + id, "'status':'final'" + code + (content.isEmpty() ? "" : "," + content));
    }
}
