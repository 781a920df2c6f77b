package health.throughline.program.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.alert.OpenAlerts.Owed;
import health.throughline.program.client.Codes;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.record.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Turns findings into alerts and tasks. A rule has one open alert of a patient: what it finds meanwhile is added to that one.
 * Alerts of low severity share one task, so that a list of work does not fill with them.
 */
final class AlertBook {

    /** The server's part that raises alerts. */
    static final ResourceKey ENGINE = new ResourceKey("Device", "early-warning");

    /** Of alerts that nobody has closed. */
    static final Set<String> OPEN = Set.of("registered", "preliminary");

    private static final int MOST_EVIDENCE = 20;

    private final OpenAlerts open;
    private final AlertTask tasks;
    private final Owners owners;
    private final Codes codes;
    private final Function<String, String> roles;

    /** @param roles by the code of a rule, who of the team answers its alerts */
    AlertBook(OpenAlerts open, AlertTask tasks, Owners owners, Codes codes, Function<String, String> roles) {
        this.open = open;
        this.tasks = tasks;
        this.owners = owners;
        this.codes = codes;
        this.roles = roles;
    }

    /**
     * What has to be written so that {@code raised} is known and owed; nothing when it is already.
     *
     * @param labels of what it was found in, which the alerts carry as well
     */
    List<Change> changes(ResourceKey patient, List<Assessed> raised, JsonNode labels, Instant now) {
        if (raised.isEmpty()) {
            return List.of();
        }
        Page page = new Page(patient, open.of(patient), labels, now);
        raised.forEach(page::enter);
        return page.changes();
    }

    /** One patient's alerts while findings are entered. */
    private final class Page {

        private final ResourceKey patient;
        private final List<Owed> owed;
        private final JsonNode labels;
        private final Instant now;
        private final Map<ResourceKey, ObjectNode> written = new LinkedHashMap<>();

        Page(ResourceKey patient, List<Owed> owed, JsonNode labels, Instant now) {
            this.patient = patient;
            this.owed = owed;
            this.labels = labels;
            this.now = now;
        }

        List<Change> changes() {
            List<Change> all = new ArrayList<>();
            written.forEach((key, resource) -> all.add(new Change.Update(Change.Target.of(key), resource, null)));
            if (!all.isEmpty() && open.find(ENGINE).isEmpty()) {
                all.add(0, new Change.Update(Change.Target.of(ENGINE), engine(), null));
            }
            return all;
        }

        void enter(Assessed raised) {
            ResourceKey key = AlertKeys.alert(patient, raised.warning());
            Optional<ObjectNode> same = Optional.ofNullable(written.get(key)).or(() -> open.find(key));
            if (same.isPresent() && !OPEN.contains(same.get().path("status").asText())) {
                return;
            }
            Optional<ObjectNode> earlier = same.isPresent() || !Findings.owed(raised)
                    ? same
                    : openOf(raised.warning().code());
            if (earlier.isPresent()) {
                more(earlier.get(), raised);
            } else {
                ObjectNode alert = alert(raised);
                written.put(key, alert);
                if (Findings.owed(raised)) {
                    owe(key, raised.warning());
                }
            }
        }

        /** The open alert of a rule about another window. */
        private Optional<ObjectNode> openOf(String code) {
            return owed.stream()
                    .flatMap(one -> one.alerts().stream())
                    .filter(alert -> Codes.of(alert.path("code"), "alert-type").equals(code)
                            && OPEN.contains(alert.path("status").asText()))
                    .findFirst();
        }

        private void more(ObjectNode stored, Assessed raised) {
            ObjectNode alert = stored.deepCopy();
            Warning warning = raised.warning();
            boolean more = addEvidence(alert, warning.evidence());
            Severity before = severity(alert);
            boolean worse = warning.severity().compareTo(before) < 0;
            ResourceKey key = new ResourceKey("DetectedIssue", alert.path("id").asText());
            boolean task = owed.stream()
                    .anyMatch(one -> OpenAlerts.concerns(one.task()).contains(key));
            boolean due = Findings.owed(raised) && !task && !written.containsKey(AlertKeys.task(key));
            if (!more && !worse && !due) {
                return;
            }
            alert.put("detail", warning.text());
            if (worse) {
                alert.put("severity", code(warning.severity()));
            }
            written.put(key, alert);
            if (due) {
                owe(key, warning);
            } else if (worse && Findings.owed(raised)) {
                worse(key, warning);
            }
        }

        /** An alert that gets serious gets a task of its own. */
        private void worse(ResourceKey key, Warning warning) {
            for (Owed one : owed) {
                if (!OpenAlerts.concerns(one.task()).contains(key)) {
                    continue;
                }
                if (one.watch()) {
                    owe(key, warning);
                } else {
                    ObjectNode task = one.task().deepCopy();
                    tasks.raise(task, warning.severity(), now);
                    written.put(one.key(), task);
                }
            }
        }

        private void owe(ResourceKey alert, Warning warning) {
            Optional<Owed> watch = owed.stream().filter(Owed::watch).findFirst();
            if (warning.severity() == Severity.LOW && watch.isPresent()) {
                ResourceKey key = watch.get().key();
                ObjectNode task = Optional.ofNullable(written.get(key))
                        .orElseGet(() -> watch.get().task().deepCopy());
                ObjectNode input = task.withArray("input").addObject();
                input.putObject("type").put("text", "Alert");
                input.putObject("valueReference").put("reference", alert.toString());
                task.put("lastModified", AlertTask.second(now));
                written.put(key, task);
                return;
            }
            boolean low = warning.severity() == Severity.LOW;
            String code = low ? OpenAlerts.WATCH : OpenAlerts.ANSWER;
            ResourceKey key = low ? AlertKeys.task(alert, OpenAlerts.WATCH) : AlertKeys.task(alert);
            String owner = owners.of(patient, roles.apply(warning.code())).orElse("");
            ObjectNode task = tasks.of(alert, patient, code, warning.severity(), owner, now);
            label(task);
            written.put(key, task);
            if (low) {
                owed.add(new Owed(task.deepCopy().put("id", key.id()), List.of()));
            }
        }

        private ObjectNode alert(Assessed raised) {
            Warning warning = raised.warning();
            ObjectNode alert = FhirJson.object().put("resourceType", "DetectedIssue");
            ObjectNode meta = alert.putObject("meta");
            meta.putArray("profile").add(Canonicals.of("StructureDefinition", "iop-alert"));
            label(alert);
            ArrayNode extensions = alert.putArray("extension");
            extensions
                    .addObject()
                    .put("url", Canonicals.of("StructureDefinition", "rule-version"))
                    .put(
                            "valueString",
                            warning.code() + " " + raised.parameters().version());
            extensions
                    .addObject()
                    .put("url", Canonicals.of("StructureDefinition", "rule-mode"))
                    .put("valueCode", Findings.shadow(raised) ? "shadow" : "active");
            alert.putArray("identifier")
                    .addObject()
                    .put("system", AlertKeys.SYSTEM)
                    .put("value", AlertKeys.identifier(patient, warning));
            alert.put("status", "preliminary");
            alert.set("code", codes.concept("alert-type", warning.code()));
            alert.put("severity", code(warning.severity()));
            alert.putObject("patient").put("reference", patient.toString());
            alert.put("identifiedDateTime", AlertTask.second(now));
            alert.putObject("author").put("reference", ENGINE.toString());
            addEvidence(alert, warning.evidence());
            alert.put("detail", warning.text());
            return alert;
        }

        private void label(ObjectNode resource) {
            if (!labels.isEmpty()) {
                ArrayNode own = resource.withObject("/meta").withArray("/security");
                labels.forEach(own::add);
            }
        }
    }

    private static boolean addEvidence(ObjectNode alert, List<ResourceKey> evidence) {
        Set<String> known = new TreeSet<>();
        alert.path("implicated").forEach(one -> known.add(one.path("reference").asText()));
        boolean added = false;
        for (ResourceKey key : evidence) {
            if (known.size() < MOST_EVIDENCE && known.add(key.toString())) {
                alert.withArray("implicated").addObject().put("reference", key.toString());
                added = true;
            }
        }
        return added;
    }

    static Severity severity(JsonNode alert) {
        return switch (alert.path("severity").asText()) {
            case "high" -> Severity.HIGH;
            case "moderate" -> Severity.MODERATE;
            default -> Severity.LOW;
        };
    }

    static String code(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode engine() {
        ObjectNode device = FhirJson.object().put("resourceType", "Device").put("status", "active");
        device.putArray("deviceName").addObject().put("name", "Early warning").put("type", "model-name");
        device.putObject("type").put("text", "Rules of early warning");
        return device;
    }
}
