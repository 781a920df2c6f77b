package health.throughline.search.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A search as a client writes it, before encoding.
 *
 * @param compartment such as {@code Patient/1}; empty when there is none
 * @param type the searched type; empty for all, {@code *} for all of a compartment
 */
public record Ask(String compartment, String type, List<Parameter> parameters) {

    /** A name, with modifier or chain, and a value with its escapes. */
    public record Parameter(String name, String value) {}

    /** Reads {@code Patient?name=x&_sort=y}, {@code Patient/1/Observation?code=x} or {@code ?_type=Patient}. */
    public static Ask of(String text) {
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : question < 0 || question == text.length() - 1
                ? new String[0]
                : text.substring(question + 1).split("&")) {
            int equals = pair.indexOf('=');
            parameters.add(new Parameter(pair.substring(0, equals), pair.substring(equals + 1)));
        }
        String[] steps = path.split("/");
        return steps.length == 3
                ? new Ask(steps[0] + "/" + steps[1], steps[2], List.copyOf(parameters))
                : new Ask("", path, List.copyOf(parameters));
    }

    public Ask with(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new Ask(compartment, type, List.copyOf(more));
    }

    public List<String> values(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** Below the base, encoded. */
    public String path() {
        StringBuilder path = new StringBuilder("/");
        path.append(compartment).append(compartment.isEmpty() ? "" : "/").append(type);
        char separator = '?';
        for (Parameter parameter : parameters) {
            path.append(separator).append(parameter.name()).append('=');
            path.append(URLEncoder.encode(parameter.value(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return path.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(compartment + (compartment.isEmpty() ? "" : "/") + type);
        char separator = '?';
        for (Parameter parameter : parameters) {
            text.append(separator).append(parameter.name()).append('=').append(parameter.value());
            separator = '&';
        }
        return text.toString();
    }
}
