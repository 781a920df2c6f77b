package health.throughline.api.operation.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.PageLinks;
import health.throughline.api.operation.Given;
import health.throughline.api.operation.OperationParameters;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.trail.PatientTrail;
import health.throughline.search.value.DateRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** One page of what a client asks about their record: which part, and the Parameters that answer it. */
final class TrailPage {

    private static final int DEFAULT_COUNT = 50;
    private static final int MAX_COUNT = 500;

    private final FhirRequest request;
    private final PageLinks links;
    private final PatientTrail.Part part;

    private TrailPage(FhirRequest request, PageLinks links, PatientTrail.Part part) {
        this.request = request;
        this.links = links;
        this.part = part;
    }

    /** @param past how far back it goes when no start is given */
    static TrailPage of(FhirRequest asked, PageLinks links, Duration past) {
        Given given = Given.of(asked, Set.of("start", "end", "_count", PageLinks.PARAMETER), Set.of());
        FhirRequest request = OperationParameters.inUrl(asked);
        long lo = given.text("start")
                .map(text -> date("start", text).lo())
                .orElse(System.currentTimeMillis() - past.toMillis());
        long hi = given.text("end").map(text -> date("end", text).hi()).orElse(DateRange.END);
        long before = links.position(request)
                .map(position -> position.path(0).asLong())
                .orElse(Long.MAX_VALUE);
        int count = count(given.text("_count").orElse(Integer.toString(DEFAULT_COUNT)));
        return new TrailPage(request, links, new PatientTrail.Part(lo, hi, before, count + 1));
    }

    private static DateRange date(String name, String text) {
        return DateRange.parse(text)
                .orElseThrow(() -> Refusal.invalid("'" + name + "' takes a date such as 2026-01-31."));
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw Refusal.invalid("'_count' takes a whole number from 1 to " + MAX_COUNT + ".");
        }
        return Math.min(Integer.parseInt(text), MAX_COUNT);
    }

    /** The part, with one more at its end than the page shows. */
    PatientTrail.Part part() {
        return part;
    }

    /**
     * The answer: one parameter for each of {@code found}, and the link to what follows.
     *
     * @param place where the next page goes on behind one of them
     */
    <T> FhirResponse answer(String name, List<T> found, ToLongFunction<T> place, BiConsumer<T, Parts> write) {
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = FhirJson.array();
        int count = part.limit() - 1;
        found.stream().limit(count).forEach(one -> {
            ArrayNode parts = FhirJson.array();
            write.accept(one, new Parts(parts));
            parameters.addObject().put("name", name).set("part", parts);
        });
        if (found.size() > count) {
            ArrayNode position = FhirJson.array().add(place.applyAsLong(found.get(count - 1)));
            parameters.addObject().put("name", "next").put("valueUri", links.link(request, position));
        }
        if (!parameters.isEmpty()) {
            answer.set("parameter", parameters);
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    /** Writes the parts of one parameter; what is empty is left out. */
    record Parts(ArrayNode parts) {

        void text(String name, String element, String value) {
            if (!value.isEmpty()) {
                parts.addObject().put("name", name).put(element, value);
            }
        }

        void number(String name, long value) {
            if (value > 0) {
                parts.addObject().put("name", name).put("valueInteger", value);
            }
        }

        void reference(String name, String reference, String display) {
            ObjectNode value = FhirJson.object();
            if (!reference.isEmpty()) {
                value.put("reference", reference);
            }
            if (!display.isEmpty()) {
                value.put("display", display);
            }
            if (!value.isEmpty()) {
                parts.addObject().put("name", name).set("valueReference", value);
            }
        }
    }
}
