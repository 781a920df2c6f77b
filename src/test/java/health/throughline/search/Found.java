package health.throughline.search;

import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A handful of resources with short names, and the names of those that a search finds among them. */
final class Found {

    private final String tag = unique("s");

    /** The id of the resource called {@code name}. */
    String id(String name) {
        return name + "-" + tag;
    }

    /** Stores a resource; {@code ~name} in its text stands for the id of another. */
    Found with(String name, String type, String content) {
        ObjectNode resource = json("{'resourceType':'" + type + "','id':'" + id(name)
                + "','meta':{'tag':[{'system':'urn:test:search','code':'" + tag + "'}]}"
                + (content.isEmpty() ? "" : "," + content.replaceAll("~(\\w+)", "$1-" + tag)) + "}");
        put("/" + type + "/" + id(name), resource).send().expect(201);
        return this;
    }

    /** An Observation with what R4 requires and {@code content}. */
    Found observation(String name, String content) {
        String code = content.contains("'code':{") ? "" : ",'code':{'text':'x'}";
        return with(name, "Observation", "'status':'final'" + code + (content.isEmpty() ? "" : "," + content));
    }

    /** The query over these resources only; {@code ~name} stands for an id, and the value after '=' is encoded. */
    String query(String type, String condition) {
        StringBuilder query = new StringBuilder("/" + type + "?_tag=" + tag);
        for (String pair : condition.isEmpty() ? new String[0] : condition.split("&")) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1).replaceAll("~(\\w+)", "$1-" + tag);
            query.append('&').append(pair, 0, equals + 1).append(encode(value));
        }
        return query.toString();
    }

    /** The names of the matches, sorted. */
    Set<String> names(String type, String condition) {
        return new TreeSet<>(ordered(type, condition));
    }

    /** The names of the matches, in the order of the answer, over all pages. */
    List<String> ordered(String type, String condition) {
        return Pages.matches(query(type, condition)).stream().map(this::name).toList();
    }

    Reply reply(String type, String condition) {
        return get(query(type, condition)).send();
    }

    /** The names of the included resources, sorted. */
    Set<String> included(String type, String condition) {
        Set<String> names = new TreeSet<>();
        reply(type, condition).expect(200).ids("include").forEach(id -> names.add(name(id)));
        return names;
    }

    JsonNode read(String type, String name) {
        return get("/" + type + "/" + id(name)).send().json();
    }

    private String name(String id) {
        return id.endsWith("-" + tag) ? id.substring(0, id.length() - tag.length() - 1) : id;
    }
}
