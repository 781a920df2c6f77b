package health.throughline.program.measure.reading;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.program.measure.Fact;
import health.throughline.program.measure.FactKind;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where facts come from: resources of one type.
 *
 * @param kind the facts that are read there
 * @param narrowed what they are searched by
 * @param dated the search parameter of their date; empty where all are needed
 * @param client the references of which one is the client
 */
record FactSource(
        FactKind kind,
        String type,
        List<Parameter> narrowed,
        String dated,
        Function<JsonNode, Stream<JsonNode>> client,
        Function<JsonNode, Stream<? extends Fact>> facts) {

    static FactSource of(
            FactKind kind,
            String type,
            List<Parameter> narrowed,
            String dated,
            Function<JsonNode, Stream<? extends Fact>> facts) {
        return new FactSource(kind, type, narrowed, dated, FactSource::subject, facts);
    }

    FactSource whose(Function<JsonNode, Stream<JsonNode>> other) {
        return new FactSource(kind, type, narrowed, dated, other, facts);
    }

    private static Stream<JsonNode> subject(JsonNode resource) {
        return Stream.of(resource.path("subject"), resource.path("patient"), resource.path("for"));
    }
}
