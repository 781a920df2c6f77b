package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.program.client.Codes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the actions of a protocol as requests: work as Tasks, sessions as ServiceRequests. */
final class PlanRequests {

    private final String canonical;
    private final PlanApplication.Client client;
    private final CareTeamRoles team;

    PlanRequests(String canonical, PlanApplication.Client client, CareTeamRoles team) {
        this.canonical = canonical;
        this.client = client;
        this.team = team;
    }

    /** @param activity the ActivityDefinition of the action; empty when it has none */
    ObjectNode of(JsonNode action, JsonNode activity) {
        boolean task = activity.path("kind").asText("").equals("Task");
        ObjectNode request = FhirJson.object().put("resourceType", task ? "Task" : "ServiceRequest");
        Span span = Span.of(action, client.at());
        if (task) {
            task(request, action, activity, span);
        } else {
            service(request, action, span);
        }
        return request;
    }

    private void task(ObjectNode task, JsonNode action, JsonNode activity, Span span) {
        task.put("instantiatesCanonical", canonical(activity));
        task.put("status", "requested").put("intent", "order");
        task.put(
                "priority",
                action.path("priority").asText(activity.path("priority").asText("routine")));
        task.set("code", activity.path("code"));
        task.put("description", words(action, activity));
        put(task, "focus", client.focus());
        put(task, "for", client.patient().toString());
        put(task, "encounter", client.encounter());
        task.put("authoredOn", client.at().toString());
        put(task, "requester", client.requester());
        JsonNode participants = action.has("participant") ? action.path("participant") : activity.path("participant");
        ArrayNode performers = task.putArray("performerType");
        for (JsonNode participant : participants) {
            performers(participant).forEach(performers::add);
            owner(task, participant);
        }
        if (performers.isEmpty()) {
            task.remove("performerType");
        }
        ObjectNode restriction = task.putObject("restriction");
        if (span.times() > 1) {
            restriction.put("repetitions", span.times());
        }
        restriction.set("period", period(span.start(), span.end()));
        questionnaires(task, action);
    }

    private static ArrayNode performers(JsonNode participant) {
        ArrayNode performers = FhirJson.array();
        if (participant.has("role")) {
            performers.add(participant.path("role"));
        } else if (participant.path("type").asText().equals("patient")) {
            performers.add(Codes.concept("care-team-role", "client", "Client"));
        }
        return performers;
    }

    /** The first participant who is known owns it; without one it waits for anybody in the role. */
    private void owner(ObjectNode task, JsonNode participant) {
        if (task.has("owner")) {
            return;
        }
        if (participant.path("type").asText().equals("patient")) {
            put(task, "owner", client.patient().toString());
        } else {
            team.member(participant.path("role")).ifPresent(member -> task.set("owner", member));
        }
    }

    private static void questionnaires(ObjectNode task, JsonNode action) {
        for (JsonNode document : action.path("documentation")) {
            String questionnaire = document.path("resource").asText("");
            if (questionnaire.contains("/Questionnaire/")) {
                ObjectNode input = task.withArray("input").addObject();
                input.set("type", Codes.concept("task-code", "questionnaire", "Fill in a questionnaire"));
                input.put("valueCanonical", questionnaire);
            }
        }
    }

    private void service(ObjectNode request, JsonNode action, Span span) {
        if (!canonical.isEmpty()) {
            request.putArray("instantiatesCanonical").add(canonical);
        }
        request.put("status", "active").put("intent", "plan");
        request.put("priority", action.path("priority").asText("routine"));
        ObjectNode code =
                action.path("code").path(0) instanceof ObjectNode first ? first.deepCopy() : FhirJson.object();
        request.set("code", code.put("text", action.path("title").asText("")));
        put(request, "subject", client.patient().toString());
        put(request, "encounter", client.encounter());
        if (action.path("timingTiming").path("repeat") instanceof ObjectNode repeat) {
            ObjectNode bounded = repeat.deepCopy();
            bounded.remove("boundsDuration");
            bounded.set("boundsPeriod", period(span.start(), span.end()));
            request.putObject("occurrenceTiming").set("repeat", bounded);
        } else {
            request.set("occurrencePeriod", period(span.start(), span.end()));
        }
        request.put("authoredOn", client.at().toString());
        put(request, "requester", client.requester());
        for (JsonNode participant : action.path("participant")) {
            if (participant.has("role")) {
                request.set("performerType", participant.path("role"));
                team.member(participant.path("role"))
                        .ifPresent(member -> request.withArray("performer").add(member));
            }
        }
        if (action.has("description")) {
            request.putArray("note").addObject().set("text", action.path("description"));
        }
    }

    private static String words(JsonNode action, JsonNode activity) {
        String title = action.path("title").asText(activity.path("title").asText(""));
        return title + ": "
                + action.path("description").asText(activity.path("description").asText(""));
    }

    /** Of a definition, with its version; empty when it has no URL. */
    static String canonical(JsonNode definition) {
        String version = definition.path("version").asText("");
        return definition.path("url").asText("") + (version.isEmpty() ? "" : "|" + version);
    }

    private static ObjectNode period(Instant start, @Nullable Instant end) {
        ObjectNode period = FhirJson.object().put("start", start.toString());
        return end == null ? period : period.put("end", end.toString());
    }

    private static void put(ObjectNode request, String name, String reference) {
        if (!reference.isEmpty()) {
            request.putObject(name).put("reference", reference);
        }
    }
}
