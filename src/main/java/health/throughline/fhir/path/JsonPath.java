package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.node.TextNode;

/** A way through a resource's JSON to values of one datatype, as an SQL/JSON path. */
public record JsonPath(String text, String datatype) {

    /** A name or a text as it is written in such a path. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
